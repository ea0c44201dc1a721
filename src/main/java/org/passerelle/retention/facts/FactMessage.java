package org.passerelle.retention.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.policy.Fact;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.PurposeKey;

/**
 * A fact as somebody outside tells it; form in {@code config/schemas/fact.schema.json}.
 *
 * @param id the sender's own: the same id again changes nothing
 * @param learnerNumber the organisation's number of the learner, the {@code idnumber} there
 * @param replaces id of an earlier fact that was wrong
 */
public record FactMessage(
        String id,
        PlatformKey platform,
        FieldValue.Text learnerNumber,
        FactKey key,
        When when,
        Fact.Source source,
        Optional<CourseId> course,
        Optional<PurposeKey> purpose,
        Optional<String> replaces) {
    /** A day, or an instant that becomes a day in the organisation's time zone. */
    public sealed interface When {
        record Day(LocalDate date) implements When {}

        record Moment(Instant at) implements When {}

        default LocalDate in(ZoneId zone) {
            return switch (this) {
                case Day day -> day.date();
                case Moment moment -> LocalDate.ofInstant(moment.at(), zone);
            };
        }
    }

    Fact fact(ZoneId zone) {
        return new Fact(key, when.in(zone), source, course, purpose);
    }
}
