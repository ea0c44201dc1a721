package org.passerelle.commands.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.passerelle.keys.PublicKeys;
import org.passerelle.keys.SigningKeyFiles;
import org.passerelle.keys.UnusableSigningKey;

/**
 * Knows the public keys whose signatures count. Several are valid at once while keys are rotated.
 *
 * <p>Guarantee: a key file that is added or removed counts for the next command, without a restart;
 * while the folder cannot be read, nothing is believed and nothing is refused. Not yet read when
 * made: a process that never sees a command needs no keys.
 */
public final class Verifier {
    private final Path folder;
    private final AtomicReference<Read> last = new AtomicReference<>(Read.NOTHING);

    private record Read(FileTime changedAt, Optional<PublicKeys> keys) {
        static final Read NOTHING = new Read(FileTime.fromMillis(0), Optional.empty());
    }

    Verifier(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the keys now, so that a start without them ends with a clear message.
     *
     * @return this
     * @throws UnusableSigningKey if there is no such folder, or a file in it is no public key
     */
    public Verifier read() {
        readAgain();
        return this;
    }

    /**
     * @return empty when a known key signed exactly these bytes; otherwise why not, without content
     * @throws KeysUnreadable while the folder cannot be read
     */
    public Optional<String> objection(Map<String, String> headers, byte[] body) {
        var keyId = Optional.ofNullable(headers.get(Signer.KEY_ID_HEADER));
        var signature = Optional.ofNullable(headers.get(Signer.SIGNATURE_HEADER));
        if (keyId.isEmpty() || signature.isEmpty()) {
            return Optional.of("unsigned");
        }
        var keys = keysWith(keyId.get());
        if (!keys.ids().contains(keyId.get())) {
            return Optional.of("unknown-key");
        }
        return genuine(keys, keyId.get(), signature.get(), body)
                ? Optional.empty()
                : Optional.of("altered");
    }

    /** Read again when the folder changed, and when it does not hold that key yet. */
    private PublicKeys keysWith(String id) {
        try {
            var read = Objects.requireNonNull(last.get());
            return read.keys()
                    .filter(keys -> keys.ids().contains(id))
                    .filter(keys -> read.changedAt().equals(changedAt()))
                    .orElseGet(this::readAgain);
        } catch (UnusableSigningKey e) {
            throw new KeysUnreadable(
                    "the keys of commands cannot be read now; the command comes again: "
                            + e.getMessage(),
                    e);
        }
    }

    private PublicKeys readAgain() {
        // The time first: what is added while we read is read once more.
        var changedAt = changedAt();
        var keys = SigningKeyFiles.publicKeysIn(folder);
        last.set(new Read(changedAt, Optional.of(keys)));
        return keys;
    }

    private FileTime changedAt() {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            return Read.NOTHING.changedAt();
        }
    }

    private static boolean genuine(PublicKeys keys, String id, String signature, byte[] body) {
        try {
            return keys.confirm(id, body, Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
