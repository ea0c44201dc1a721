package org.passerelle.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.passerelle.personaldata.FieldName;

/**
 * The answer of the policy.
 *
 * <p>{@link Uncovered} is a third answer beside yes and no: no rule speaks. It acts as {@link
 * Denied} and is listed for a person.
 */
public sealed interface Decision {
    PackVersion pack();

    /**
     * @param obligations what must be done with a field; fields without any have no entry
     */
    record Permitted(
            PackVersion pack,
            Set<PurposeKey> purposes,
            Set<FieldName> fields,
            Map<FieldName, Set<Obligation>> obligations,
            Grounds grounds)
            implements Decision {
        public Permitted(
                PackVersion pack,
                Set<PurposeKey> purposes,
                Set<FieldName> fields,
                Map<FieldName, Set<Obligation>> obligations) {
            this(pack, purposes, fields, obligations, Grounds.NONE);
        }

        public Permitted {
            purposes = Set.copyOf(purposes);
            fields = Set.copyOf(fields);
            obligations = Map.copyOf(obligations);
        }
    }

    /**
     * @param dropped which rule took each removed field
     */
    record Reduced(
            PackVersion pack,
            Set<PurposeKey> purposes,
            Set<FieldName> fields,
            Map<FieldName, Set<Obligation>> obligations,
            Map<FieldName, RuleKey> dropped,
            Grounds grounds)
            implements Decision {
        public Reduced(
                PackVersion pack,
                Set<PurposeKey> purposes,
                Set<FieldName> fields,
                Map<FieldName, Set<Obligation>> obligations,
                Map<FieldName, RuleKey> dropped) {
            this(pack, purposes, fields, obligations, dropped, Grounds.NONE);
        }

        public Reduced {
            purposes = Set.copyOf(purposes);
            fields = Set.copyOf(fields);
            obligations = Map.copyOf(obligations);
            dropped = Map.copyOf(dropped);
        }
    }

    record Denied(PackVersion pack, RuleKey because, String reason) implements Decision {}

    record Uncovered(PackVersion pack, String gap) implements Decision {}

    /** The fields that may be used: none when denied or uncovered. */
    default Set<FieldName> fieldsAllowed() {
        return switch (this) {
            case Permitted permitted -> permitted.fields();
            case Reduced reduced -> reduced.fields();
            case Denied denied -> Set.of();
            case Uncovered uncovered -> Set.of();
        };
    }

    /** What must be done with the fields: nothing when denied or uncovered. */
    default Map<FieldName, Set<Obligation>> duties() {
        return switch (this) {
            case Permitted permitted -> permitted.obligations();
            case Reduced reduced -> reduced.obligations();
            case Denied denied -> Map.of();
            case Uncovered uncovered -> Map.of();
        };
    }

    /**
     * The obligations that whoever used the fields cannot show to have met. Anything left means
     * that the fields must not leave.
     *
     * @param done what was done with each field
     */
    default Map<FieldName, Set<Obligation>> notMet(Map<FieldName, Set<Obligation>> done) {
        var open = new HashMap<FieldName, Set<Obligation>>();
        duties().forEach(
                        (field, owed) -> {
                            var missing = new HashSet<>(owed);
                            missing.removeAll(done.getOrDefault(field, Set.of()));
                            if (!missing.isEmpty()) {
                                open.put(field, Set.copyOf(missing));
                            }
                        });
        return Map.copyOf(open);
    }

    /** Whether it may go ahead, be it with fewer fields. */
    default boolean allows() {
        return switch (this) {
            case Permitted permitted -> true;
            case Reduced reduced -> true;
            case Denied denied -> false;
            case Uncovered uncovered -> false;
        };
    }
}
