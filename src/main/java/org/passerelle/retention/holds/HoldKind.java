package org.passerelle.retention.holds;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What keeps an account from being erased though its time has come. */
public enum HoldKind {
    /** A claim is open (GDPR Art. 17(3)(e)); a person places and lifts it. */
    LEGAL_HOLD,
    /** The subject asked for restriction (GDPR Art. 18); a person places and lifts it. */
    RESTRICTION,
    /** A funder may still ask for proof that is not in our archive; goes when it is. */
    FUNDER_PROOF_MISSING,
    /** The organisation names no data-protection officer (IMP-57). */
    NO_DPO,
    /** The officer has not signed the pack as it stands. */
    PACK_NOT_SIGNED;

    /** The spelling in tables and answers: {@code funder-proof-missing}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<HoldKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }

    /** Whether a person places it; the others follow from facts and settings. */
    public boolean placed() {
        return this == LEGAL_HOLD || this == RESTRICTION;
    }
}
