package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One purpose of a pack (GDPR Art. 5(1)(b)).
 *
 * @param title as the published policy words it
 * @param reference the legal text, balancing test or task the basis rests on
 * @param training whether it serves training: only such purposes may use platform data (IMP-07)
 * @param survivesRestriction storage, claims and legal duties go on under GDPR Art. 18(2)
 * @param collects false for a purpose that uses only what others collected: no poll is made for it
 * @param state why it may or may not run today
 */
public record Purpose(
        PurposeKey key,
        String title,
        LegalBasis basis,
        Optional<String> reference,
        boolean training,
        boolean survivesRestriction,
        boolean collects,
        State state,
        Citation citation) {
    public RuleKey rule() {
        return new RuleKey("purposes/" + key);
    }

    public boolean active() {
        return state instanceof State.Active;
    }

    /** Whether it runs on a day: an accepted finding stops it when the acceptance has ended. */
    public boolean runsOn(LocalDate day) {
        return switch (state) {
            case State.Active active -> true;
            case State.AcceptedUntil accepted -> !day.isAfter(accepted.until());
            case State.Outside outside -> false;
            case State.SwitchedOff off -> false;
        };
    }

    public Purpose in(State other) {
        return new Purpose(
                key,
                title,
                basis,
                reference,
                training,
                survivesRestriction,
                collects,
                other,
                citation);
    }

    /** Whether the purpose runs. */
    public sealed interface State {
        record Active() implements State {}

        /** Named in the policy, outside the platform: refused here on purpose. */
        record Outside(String why) implements State {}

        /** A linter finding of level error switched it off until it is mended. */
        record SwitchedOff(String finding) implements State {}

        /**
         * A finding of level error that the data-protection officer bears for a while.
         *
         * @param until the last day it runs
         */
        record AcceptedUntil(String finding, LocalDate until) implements State {}
    }
}
