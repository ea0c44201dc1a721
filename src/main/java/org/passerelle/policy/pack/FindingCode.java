package org.passerelle.policy.pack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The stable name of what a finding says, for acceptances and for programs. */
public enum FindingCode {
    /** A file does not fit its schema or another file; never accepted. */
    FORM("UPR-82"),
    UNSIGNED("UPR-82"),
    PROPOSED_ROW("LINT-05"),
    DENIED_YET_COLLECTED("LINT-01"),
    ANOTHER_BODY("LINT-02"),
    SEVERAL_ADDRESSES("LINT-02"),
    PERIODS_DIFFER("LINT-03"),
    ONE_PERIOD_FOR_ALL("LINT-04"),
    LONGER_THAN_PUBLISHED("LINT-04"),
    NO_RETENTION_ROW("LINT-05"),
    NO_PUBLISHED_PERIOD("LINT-05"),
    FUNDER_ASKS_LONGER("LINT-05"),
    PROCESSOR_ELSEWHERE("LINT-06"),
    SEVERAL_BASES("LINT-07"),
    BASIS_NOT_PUBLISHED("LINT-07"),
    NO_BASIS_REFERENCE("IMP-03"),
    SYMBOLIC_PERIOD("LINT-08"),
    CLOCK_FROM_VERIFICATION("LINT-09"),
    RIGHT_NOT_PUBLISHED("LINT-10"),
    RIGHT_MISSING("LINT-10"),
    WIDER_THAN_PUBLISHED("LINT-11"),
    TRANSFERS_DIFFER("LINT-11"),
    ADEQUACY_UNCHECKED("UPR-70"),
    /** A part of the installation is where the pack lets nothing go; never accepted. */
    PART_OUTSIDE("IMP-61"),
    EITHER_START("LINT-12"),
    IDLE_ACCEPTANCE("UPR-82");

    private final String requirement;

    FindingCode(String requirement) {
        this.requirement = requirement;
    }

    /** The spelling in files, tables and JSON: {@code several-addresses}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String requirement() {
        return requirement;
    }

    /** What cannot be read, and a missing signature, no acceptance mends. */
    public boolean acceptable() {
        return this != FORM && this != UNSIGNED && this != IDLE_ACCEPTANCE && this != PART_OUTSIDE;
    }

    public static Optional<FindingCode> of(String key) {
        return Arrays.stream(values()).filter(code -> code.key().equals(key)).findFirst();
    }
}
