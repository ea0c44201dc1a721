package org.passerelle.commands.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.passerelle.keys.SigningKeyFiles;

/**
 * The files of the command keys.
 *
 * <p>Shape: the signing key file holds one line {@code <key id> <PKCS#8, Base64>}; the folder of
 * verification keys holds one file {@code <key id>.pub} (X.509, Base64) per valid key. To rotate:
 * remove the signing key file and restart the engine, which makes a new pair; remove the old {@code
 * .pub} file once no command signed with it is open.
 */
public final class CommandKeys {
    private static final String SUFFIX = ".pub";

    private CommandKeys() {}

    /**
     * Makes a key pair if there is no signing key file. The private file is readable by its owner
     * only; the public key is added to the folder.
     *
     * @return whether a pair was made
     * @throws org.passerelle.keys.UnusableSigningKey if a folder cannot be written
     */
    public static boolean createIfAbsent(Path signingKeyFile, Path verificationKeys) {
        return new SigningKeyFiles(signingKeyFile, verificationKeys).createIfAbsent();
    }

    /** Read by the engine only. */
    public static Signer signer(Path signingKeyFile) {
        try {
            var parts = Files.readString(signingKeyFile).strip().split(" ", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("one line with key id and key is expected");
            }
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[1]));
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(spec);
            var parameters = PrivateKeyFactory.createKey(key.getEncoded());
            return new Signer(parts[0], (Ed25519PrivateKeyParameters) parameters);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new UnusableCommandKey(
                    "commands.signing-key-file "
                            + signingKeyFile
                            + " is not a readable Ed25519 signing key; restore it, or remove it and restart the engine, which"
                            + " makes a new pair",
                    e);
        }
    }

    /** Read by the executor; every {@code .pub} file of the folder counts. */
    public static Verifier verifier(Path verificationKeys) {
        var keys = new HashMap<String, Ed25519PublicKeyParameters>();
        try (var files = Files.newDirectoryStream(verificationKeys, "*" + SUFFIX)) {
            for (Path file : files) {
                var name = file.getFileName().toString();
                keys.put(name.substring(0, name.length() - SUFFIX.length()), publicKey(file));
            }
        } catch (IOException e) {
            throw new UnusableCommandKey(
                    "commands.verification-keys "
                            + verificationKeys
                            + " is not a readable folder; it needs one <key id>.pub file per valid key",
                    e);
        }
        return new Verifier(keys);
    }

    private static Ed25519PublicKeyParameters publicKey(Path file) throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
            var key =
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes));
            if (!file.getFileName().toString().equals(id(key) + SUFFIX)) {
                throw new IllegalArgumentException("the file must be named after its key");
            }
            return (Ed25519PublicKeyParameters) PublicKeyFactory.createKey(key.getEncoded());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnusableCommandKey(
                    "verification key "
                            + file
                            + " is not an Ed25519 public key named <key id>.pub; copy it again from the engine",
                    e);
        }
    }

    private static String id(PublicKey key) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return HexFormat.of().formatHex(digest, 0, 8);
    }
}
