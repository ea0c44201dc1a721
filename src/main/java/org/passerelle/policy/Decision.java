package org.passerelle.policy;

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

    record Permitted(PackVersion pack, Set<PurposeKey> purposes, Set<FieldName> fields)
            implements Decision {
        public Permitted {
            purposes = Set.copyOf(purposes);
            fields = Set.copyOf(fields);
        }
    }

    /**
     * @param dropped which rule took each removed field
     */
    record Reduced(
            PackVersion pack,
            Set<PurposeKey> purposes,
            Set<FieldName> fields,
            Map<FieldName, RuleKey> dropped)
            implements Decision {
        public Reduced {
            purposes = Set.copyOf(purposes);
            fields = Set.copyOf(fields);
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
}
