package org.passerelle.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The legal bases of GDPR Art. 6(1). A purpose has exactly one (LINT-07). */
public enum LegalBasis {
    CONSENT,
    CONTRACT,
    LEGAL_OBLIGATION,
    VITAL_INTERESTS,
    PUBLIC_TASK,
    LEGITIMATE_INTEREST;

    /** The spelling in YAML: {@code legal-obligation}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<LegalBasis> of(String key) {
        return Arrays.stream(values()).filter(basis -> basis.key().equals(key)).findFirst();
    }

    /** Whether the pack must name the text, task or balancing test that carries it. */
    public boolean needsReference() {
        return switch (this) {
            case CONSENT, CONTRACT -> false;
            case LEGAL_OBLIGATION, VITAL_INTERESTS, PUBLIC_TASK, LEGITIMATE_INTEREST -> true;
        };
    }
}
