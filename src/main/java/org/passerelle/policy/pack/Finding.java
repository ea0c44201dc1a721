package org.passerelle.policy.pack;

import java.nio.file.Path;

/**
 * One thing that is wrong, or worth a look, in an organisation's files.
 *
 * @param line counted from 1; 0 when it is about the whole file or folder
 * @param cure what to write instead, or which command to run
 */
public record Finding(Level level, Path file, int line, String what, String cure) {
    /** {@code INVALID} stops the start, {@code ERROR} switches a purpose off. */
    public enum Level {
        INVALID,
        ERROR,
        WARNING
    }

    @Override
    public String toString() {
        var place = line > 0 ? file + " line " + line : file.toString();
        return place + ": " + what + "; " + cure;
    }
}
