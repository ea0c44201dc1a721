package org.passerelle.commands;

import java.util.Optional;

/** Why a command may not act today. */
public sealed interface Objection {
    /** Today's facts do not want it any more. */
    record Over(String reason) implements Objection {}

    record OnHold(String hold) implements Objection {}

    /**
     * Asks today's facts and holds. What a person asks for in a learner's favour, to rectify or to
     * lift, is due because it was asked for.
     *
     * @return empty if nothing stands in the way
     */
    static Optional<Objection> of(Command command, Recheck recheck) {
        return switch (command.proposal().type()) {
            case LIFT, RECTIFY -> Optional.empty();
            case SUSPEND, UNENROL, ERASE ->
                    switch (recheck.stillDue(command)) {
                        case Recheck.Verdict.StillDue due -> Optional.empty();
                        case Recheck.Verdict.NoLongerDue over ->
                                Optional.of(new Over(over.because() + ": " + over.reason()));
                        case Recheck.Verdict.OnHold hold -> Optional.of(new OnHold(hold.hold()));
                    };
        };
    }
}
