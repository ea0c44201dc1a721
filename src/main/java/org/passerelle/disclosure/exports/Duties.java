package org.passerelle.disclosure.exports;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.keys.MasterKey;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Obligation;

/**
 * Does with a value what its permission obliges to. What cannot be done, such as totals, means that
 * the field does not leave (algorithms 5.7, step 9).
 */
final class Duties {
    private static final Set<Obligation> ALWAYS_MET =
            EnumSet.of(
                    Obligation.ROUND_DATE,
                    Obligation.TRUNCATE,
                    Obligation.MASK,
                    Obligation.HASH,
                    // By the ledger.
                    Obligation.LOG_DISCLOSURE,
                    // Told to the recipient with the receipt: it binds whoever receives.
                    Obligation.NO_STORE,
                    Obligation.EXPIRE_AT);

    private final MasterKey master;
    private final ZoneId zone;
    private final Set<Obligation> met;

    Duties(MasterKey master, ZoneId zone, boolean secondPerson) {
        this.master = master;
        this.zone = zone;
        this.met = EnumSet.copyOf(ALWAYS_MET);
        if (secondPerson) {
            met.add(Obligation.SECOND_PERSON);
        }
    }

    /** Fields that may not leave because something they owe cannot be done here. */
    Set<FieldName> unmet(Decision decision) {
        var done =
                decision.fieldsAllowed().stream()
                        .collect(Collectors.toMap(field -> field, field -> met));
        return decision.notMet(done).keySet();
    }

    Map<FieldName, FieldValue> apply(
            Map<FieldName, FieldValue> values, Map<FieldName, Set<Obligation>> owed) {
        if (owed.isEmpty()) {
            return values;
        }
        var changed = new HashMap<>(values);
        changed.replaceAll((field, value) -> apply(value, owed.getOrDefault(field, Set.of())));
        return changed;
    }

    private FieldValue apply(FieldValue value, Set<Obligation> owed) {
        if (value instanceof FieldValue.Nothing || value instanceof FieldValue.NotGraded) {
            return value;
        }
        if (owed.contains(Obligation.HASH)) {
            return new FieldValue.Text(
                    HexFormat.of().formatHex(master.shortHash("export-hash", Plain.text(value))));
        }
        if (owed.contains(Obligation.MASK)) {
            return new FieldValue.Text(masked(Plain.text(value)));
        }
        if (owed.contains(Obligation.TRUNCATE)) {
            return new FieldValue.Text(truncated(Plain.text(value)));
        }
        return owed.contains(Obligation.ROUND_DATE) ? rounded(value) : value;
    }

    /** {@code m•••@d•••}. */
    static String masked(String text) {
        return Arrays.stream(text.split("@", 2))
                .map(part -> part.isEmpty() ? "" : Character.toString(part.codePointAt(0)) + "•••")
                .collect(Collectors.joining("@"));
    }

    /** An IPv4 address to /24, an IPv6 address to /48; anything else to nothing. */
    static String truncated(String address) {
        if (address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return address.substring(0, address.lastIndexOf('.')) + ".0";
        }
        var groups = address.split(":");
        return groups.length >= 4 && !address.startsWith(":")
                ? groups[0] + ":" + groups[1] + ":" + groups[2] + "::"
                : "";
    }

    private FieldValue rounded(FieldValue value) {
        return value instanceof FieldValue.Moment moment
                ? new FieldValue.Text(moment.value().atZone(zone).toLocalDate().toString())
                : value;
    }
}
