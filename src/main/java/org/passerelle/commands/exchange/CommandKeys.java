package org.passerelle.commands.exchange;

import java.nio.file.Path;
import org.passerelle.keys.SigningKeyFiles;

/**
 * The files of the command keys, in the shape of {@link SigningKeyFiles}.
 *
 * <p>To rotate: remove the signing key file and restart the engine, which makes a new pair; copy
 * the new {@code .pub} file to the executors, which read it when they meet its id; remove the old
 * one once no command signed with it is open.
 */
public final class CommandKeys {
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

    /**
     * Read by the processes that issue commands only.
     *
     * @throws org.passerelle.keys.UnusableSigningKey if the file is no signing key
     */
    public static Signer signer(Path signingKeyFile) {
        // Who signs needs no public keys; the folder is not looked at.
        return new Signer(new SigningKeyFiles(signingKeyFile, signingKeyFile).signingKey());
    }

    /** For the executor; the folder is read when the first command comes, or by {@code read()}. */
    public static Verifier verifier(Path verificationKeys) {
        return new Verifier(verificationKeys);
    }
}
