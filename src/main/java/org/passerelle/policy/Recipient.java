package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One entry of the recipients' registry. Whoever is not in it is refused (IMP-34).
 *
 * @param country ISO 3166 code of where the data goes
 * @param agreedOn date of the processing agreement (GDPR Art. 28); a processor needs one
 * @param archiveReader may read archived items, with a motive (LEG-01)
 */
public record Recipient(
        RoleKey key,
        String title,
        Kind kind,
        String country,
        Optional<LocalDate> agreedOn,
        boolean archiveReader,
        Citation citation) {
    public RuleKey rule() {
        return new RuleKey("recipients/" + key);
    }

    /** In which capacity data is received. */
    public enum Kind {
        /** Passerelle itself. */
        BRIDGE,
        INTERNAL,
        PROCESSOR,
        /** Needs a contract, a consent or a legal text with each question (IMP-36 to IMP-38). */
        THIRD_PARTY,
        /** Needs a legal text with each question (UPR-33). */
        AUTHORITY;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> of(String key) {
            return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
        }
    }
}
