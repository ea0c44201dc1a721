package org.passerelle.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
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

/**
 * A signing key file and the folder of public keys that belong to it.
 *
 * <p>Shape: the signing key file holds one line {@code <key id> <PKCS#8, Base64>}, readable by its
 * owner only; the folder holds one file {@code <key id>.pub} (X.509, Base64) per key whose
 * signatures count.
 *
 * @param signing the private one
 * @param publicKeys the folder
 */
public record SigningKeyFiles(Path signing, Path publicKeys) {
    private static final String SUFFIX = ".pub";

    /**
     * Makes a pair if there is no signing key file.
     *
     * @return whether one was made
     */
    public boolean createIfAbsent() {
        if (Files.exists(signing)) {
            return false;
        }
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var id = id(pair.getPublic());
            Files.createDirectories(publicKeys);
            Files.writeString(
                    publicKeys.resolve(id + SUFFIX), base64(pair.getPublic().getEncoded()) + "\n");
            Files.createDirectories(signing.toAbsolutePath().getParent());
            writePrivate(id + " " + base64(pair.getPrivate().getEncoded()) + "\n");
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable("cannot be made; its folder must be writable by this account", e);
        }
    }

    /**
     * For the one who signs.
     *
     * @throws UnusableSigningKey naming the file, never its content
     */
    public SigningKey signingKey() {
        try {
            var parts = Files.readString(signing).strip().split(" ", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("one line with key id and key is expected");
            }
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[1]));
            var key = KeyFactory.getInstance("Ed25519").generatePrivate(spec);
            var parameters = PrivateKeyFactory.createKey(key.getEncoded());
            return new SigningKey(parts[0], (Ed25519PrivateKeyParameters) parameters);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable("is not a readable Ed25519 signing key; restore it", e);
        }
    }

    /** For whoever verifies; every {@code .pub} file of the folder counts. */
    public PublicKeys readPublicKeys() {
        return publicKeysIn(publicKeys);
    }

    /**
     * @param fileOrFolder one {@code .pub} file of any name, or a folder of them; in a folder each
     *     is named after its key, so that removing a name removes that key
     * @throws UnusableSigningKey when there is none, or one is no such key
     */
    public static PublicKeys publicKeysIn(Path fileOrFolder) {
        var keys = new HashMap<String, Ed25519PublicKeyParameters>();
        try {
            if (Files.isRegularFile(fileOrFolder)) {
                add(keys, fileOrFolder);
            } else {
                try (var files = Files.newDirectoryStream(fileOrFolder, "*" + SUFFIX)) {
                    for (Path file : files) {
                        requireItsName(file, add(keys, file));
                    }
                }
            }
            return new PublicKeys(keys);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new UnusableSigningKey(
                    "public key "
                            + fileOrFolder
                            + " cannot be used; expected <key id>.pub files, each an Ed25519 public"
                            + " key (X.509, Base64) named after itself; copy them again from where"
                            + " the signing key was made ("
                            + e.getMessage()
                            + ")",
                    e);
        }
    }

    private static String add(HashMap<String, Ed25519PublicKeyParameters> keys, Path file)
            throws IOException, GeneralSecurityException {
        var bytes = Base64.getDecoder().decode(Files.readString(file).strip());
        var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes));
        var id = id(key);
        keys.put(id, (Ed25519PublicKeyParameters) PublicKeyFactory.createKey(key.getEncoded()));
        return id;
    }

    private static void requireItsName(Path file, String id) {
        if (!file.getFileName().toString().equals(id + SUFFIX)) {
            throw new IllegalArgumentException(
                    file.getFileName() + " holds the key " + id + " and must be named after it");
        }
    }

    private UnusableSigningKey unusable(String what, Exception cause) {
        return new UnusableSigningKey("signing key file " + signing + " " + what, cause);
    }

    private void writePrivate(String text) throws IOException {
        FileAttribute<?>[] ownerOnly =
                signing.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Files.createFile(signing, ownerOnly);
        Files.writeString(signing, text, StandardOpenOption.WRITE);
    }

    private static String id(PublicKey key) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private static String base64(byte[] bytes) {
        return new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
    }
}
