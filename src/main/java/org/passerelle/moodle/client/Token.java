package org.passerelle.moodle.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.PermanentFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A web-service token, read from its file at first use and again after Moodle refused it. It never
 * prints itself.
 */
final class Token {
    private static final Logger LOG = LoggerFactory.getLogger(Token.class);
    private static final Set<PosixFilePermission> TOO_OPEN =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_WRITE);

    private final Path file;
    private final AtomicReference<@Nullable String> value = new AtomicReference<>();

    Token(Path file) {
        this.file = file;
    }

    synchronized String value() {
        String known = value.get();
        if (known == null) {
            warnIfOpen();
            known = read();
            value.set(known);
        }
        return known;
    }

    /** Moodle refused it: a person may have put a new one into the file. */
    void forget() {
        value.set(null);
    }

    private String read() {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UnusableToken(
                    "token file "
                            + file
                            + " cannot be read; expected a file with the token alone in it");
        }
        if (!text.matches("[A-Za-z0-9]{16,128}")) {
            throw new UnusableToken(
                    "token file "
                            + file
                            + " must hold one token of 16 to 128 letters and digits and nothing else");
        }
        return text;
    }

    private void warnIfOpen() {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (mode.stream().anyMatch(TOO_OPEN::contains)) {
                LOG.warn(
                        "token file {} can be read or written by others; run: chmod 600 {}",
                        file,
                        file);
            }
        } catch (IOException | UnsupportedOperationException notPosix) {
            LOG.debug("the mode of token file {} is unknown", file);
        }
    }

    @Override
    public String toString() {
        return "token in " + file;
    }

    /** The token file is missing or holds something else. */
    static final class UnusableToken extends PermanentFailure {
        private static final long serialVersionUID = 1L;

        UnusableToken(String message) {
            super(message, null);
        }
    }
}
