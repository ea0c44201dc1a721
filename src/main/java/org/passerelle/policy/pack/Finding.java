package org.passerelle.policy.pack;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.passerelle.policy.PurposeKey;

/**
 * One thing that is wrong, or worth a look, in an organisation's files.
 *
 * @param cure what to write instead, or which command to run
 * @param stops the purposes that a finding of level {@code ERROR} switches off
 * @param acceptance the officer's, whether it still counts or has ended
 */
public record Finding(
        FindingCode code,
        Level level,
        Place place,
        String what,
        String cure,
        Set<PurposeKey> stops,
        Optional<Acceptance> acceptance) {
    public Finding {
        stops = Set.copyOf(stops);
    }

    /** {@code INVALID} stops the start, {@code ERROR} switches a purpose off. */
    public enum Level {
        INVALID,
        ERROR,
        WARNING;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Where it stands.
     *
     * @param line counted from 1; 0 when it is about the whole file or folder
     * @param row file and key of the row: {@code retention/learner-file}; what an acceptance names
     */
    public record Place(Path file, int line, String row) {
        static Place of(Row row) {
            return new Place(row.path(), row.line(), name(row.path()) + suffix(row));
        }

        static Place of(Path file, int line) {
            return new Place(file, line, name(file));
        }

        private static String suffix(Row row) {
            return row.optional("key").map(key -> "/" + key).orElse("");
        }

        private static String name(Path file) {
            var text = String.valueOf(file.getFileName());
            return text.endsWith(".yaml") ? text.substring(0, text.length() - 5) : text;
        }

        @Override
        public String toString() {
            return line > 0 ? file + " line " + line : file.toString();
        }
    }

    public Path file() {
        return place.file();
    }

    public int line() {
        return place.line();
    }

    /** Whether the officer's acceptance counts on a day. */
    public boolean acceptedOn(LocalDate day) {
        return acceptance.filter(one -> !day.isAfter(one.until())).isPresent();
    }

    Finding accepted(Acceptance by) {
        return new Finding(code, level, place, what, cure, stops, Optional.of(by));
    }

    @Override
    public String toString() {
        return place + ": " + what + "; " + cure;
    }
}
