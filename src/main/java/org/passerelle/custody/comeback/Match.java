package org.passerelle.custody.comeback;

import java.util.Locale;

/** What a comeback is taken for. */
public enum Match {
    /**
     * The same account on the same site with the same number or address: a new erasure is proposed.
     */
    FULL_MATCH,
    /** The same account id alone, which a new site may give to somebody else: reported. */
    ID_ALONE,
    /** Another account with the same learner number: reported. */
    NUMBER_ALONE,
    /** A contract began since: the person is back, lawfully. */
    NEW_ENROLMENT;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String state() {
        return switch (this) {
            case FULL_MATCH -> "proposed";
            case ID_ALONE, NUMBER_ALONE -> "reported";
            case NEW_ENROLMENT -> "closed";
        };
    }

    /**
     * @param sameSite whether the platform still is the site it was
     * @param sameAddress whether the address is that of the erased account
     */
    static Match of(Comeback.Same same, boolean sameSite, boolean sameAddress) {
        if (same.enrolledSince()) {
            return NEW_ENROLMENT;
        }
        if (!same.account()) {
            return NUMBER_ALONE;
        }
        return sameSite && (same.number() || sameAddress) ? FULL_MATCH : ID_ALONE;
    }
}
