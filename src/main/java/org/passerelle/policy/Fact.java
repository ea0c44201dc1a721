package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Optional;
import org.passerelle.personaldata.CourseId;

/**
 * One dated happening in a subject's life with the organisation.
 *
 * @param on the day in the organisation's time zone; instants are turned into days on entry
 * @param course the enrolment it belongs to; empty when it is about the whole relation
 */
public record Fact(FactKey key, LocalDate on, Source source, Optional<CourseId> course) {
    public static Fact of(FactKey key, LocalDate on, String source) {
        return new Fact(key, on, new Source(source), Optional.empty());
    }

    public Fact in(CourseId enrolment) {
        return new Fact(key, on, source, Optional.of(enrolment));
    }

    /**
     * Who says so: {@code crm}, {@code billing}, {@code derived:accesses}, {@code account:marie}.
     */
    public record Source(String value) {
        public Source {
            if (!value.matches("[a-z][a-z0-9:._-]{0,63}")) {
                throw new IllegalArgumentException(
                        "a fact's source is lower-case letters, digits and : . _ -, at most 64"
                                + " characters, such as crm or account:marie");
            }
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
