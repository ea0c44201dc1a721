package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.passerelle.personaldata.CourseId;

/**
 * One dated happening in a subject's life with the organisation.
 *
 * @param on the day in the organisation's time zone; instants are turned into days on entry
 * @param course the enrolment it belongs to; empty when it is about the whole relation
 * @param purpose of a consent or an objection; empty for other facts
 */
public record Fact(
        FactKey key,
        LocalDate on,
        Source source,
        Optional<CourseId> course,
        Optional<PurposeKey> purpose) {
    public Fact(FactKey key, LocalDate on, Source source, Optional<CourseId> course) {
        this(key, on, source, course, Optional.empty());
    }

    public static Fact of(FactKey key, LocalDate on, String source) {
        return new Fact(key, on, new Source(source), Optional.empty());
    }

    public Fact in(CourseId enrolment) {
        return new Fact(key, on, source, Optional.of(enrolment), purpose);
    }

    public Fact about(PurposeKey only) {
        return new Fact(key, on, source, course, Optional.of(only));
    }

    /** Whether it says something of one of these purposes: it does, unless it is about another. */
    boolean concerns(Set<PurposeKey> purposes) {
        return purpose.map(purposes::contains).orElse(true);
    }

    /**
     * Who says so: {@code crm}, {@code billing}, {@code derived:accesses}, {@code account:marie}.
     */
    public record Source(String value) {
        private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9:._-]{0,63}");

        public Source {
            if (!SHAPE.matcher(value).matches()) {
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
