package org.passerelle.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The dated happenings that retention knows. The same list stands in {@code
 * config/schemas/fact.schema.json}; a test keeps the two equal.
 */
public enum FactKey {
    CONTRACT_START(Use.NEVER),
    CONTRACT_END(Use.STARTS),
    /** A contact with the organisation. An access to the platform is none. */
    LAST_CONTACT(Use.STARTS),
    COURSE_END(Use.STARTS),
    CERTIFICATE_ISSUED(Use.STARTS),
    LAST_PAYMENT(Use.STARTS),
    REQUEST_RECEIVED(Use.NEVER),
    REQUEST_CLOSED(Use.STARTS),
    CONSENT_GIVEN(Use.NEVER),
    CONSENT_WITHDRAWN(Use.STARTS),
    OBJECTION_MADE(Use.STARTS),
    OBLIGATION_ENDED(Use.STARTS),
    DEATH_PROVED(Use.STARTS),
    FUNDED_BY_OPCO(Use.NEVER),
    FUNDED_BY_OCAPIAT(Use.NEVER),
    FUNDED_BY_EU(Use.NEVER),
    /** Certificate, hours and dates of one enrolment lie in our archive. */
    FUNDER_PROOF_ARCHIVED(Use.NEVER),
    FIRST_SEEN(Use.NEVER),
    FIRST_ACCESS(Use.NEVER),
    LAST_ACCESS(Use.AS_FALLBACK),
    ENROLMENT_SEEN(Use.NEVER),
    ENROLMENT_NO_LONGER_SEEN(Use.AS_FALLBACK);

    private static final Map<String, FactKey> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FactKey::key, key -> key));

    private final Use use;
    private final String key;

    FactKey(Use use) {
        this.use = use;
        this.key = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The spelling in messages, packs and tables: {@code contract-end}. */
    public String key() {
        return key;
    }

    /** Whether such a fact is about one purpose, which it names. Source: IMP-04, UPR-21. */
    public boolean ofPurpose() {
        return this == CONSENT_GIVEN || this == CONSENT_WITHDRAWN || this == OBJECTION_MADE;
    }

    public static Optional<FactKey> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    public Use use() {
        return use;
    }

    /** Whether the bridge derives it from what it polls; the others the organisation tells. */
    public boolean derived() {
        return switch (this) {
            case FIRST_SEEN, FIRST_ACCESS, LAST_ACCESS, ENROLMENT_SEEN, ENROLMENT_NO_LONGER_SEEN ->
                    true;
            default -> false;
        };
    }

    /** The fact that opens what this one closes: while it is open, no period has begun. */
    public Optional<FactKey> opening() {
        return switch (this) {
            case CONTRACT_END -> Optional.of(CONTRACT_START);
            case REQUEST_CLOSED -> Optional.of(REQUEST_RECEIVED);
            case CONSENT_WITHDRAWN -> Optional.of(CONSENT_GIVEN);
            case ENROLMENT_NO_LONGER_SEEN -> Optional.of(ENROLMENT_SEEN);
            default -> Optional.empty();
        };
    }

    /** Whether a retention period may begin with a fact. */
    public enum Use {
        STARTS,
        /** Only in a fallback, which has a period of its own of at least one year. */
        AS_FALLBACK,
        /** What opens something, or was merely noticed first, never starts an erasing clock. */
        NEVER
    }
}
