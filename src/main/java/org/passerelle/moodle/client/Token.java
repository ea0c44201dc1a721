package org.passerelle.moodle.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.passerelle.learning.WrongSetUp;
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

    private final String setting;
    private final Path file;
    private final AtomicReference<@Nullable String> value = new AtomicReference<>();

    /**
     * @param setting that names the file, for messages: {@code imp-moodle: read-token-file}
     */
    Token(String setting, Path file) {
        this.setting = setting;
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
                    setting + " " + file + " cannot be read",
                    "put the token alone into that file, readable by the user of this process");
        }
        if (!text.matches("[A-Za-z0-9]{16,128}")) {
            throw new UnusableToken(
                    setting + " " + file + " holds something else than a token",
                    "put one token of 16 to 128 letters and digits into it and nothing else");
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
    static final class UnusableToken extends WrongSetUp {
        private static final long serialVersionUID = 1L;

        UnusableToken(String what, String mend) {
            super(what, mend);
        }
    }
}
