package org.passerelle.commands;

import org.passerelle.policy.RuleKey;

/** Asked just before a command acts: do today's facts, holds and policy still want it? */
public interface Recheck {
    Verdict stillDue(Proposal proposal);

    /** The same; who keeps the answer can tell which command it was for. */
    default Verdict stillDue(Command command) {
        return stillDue(command.proposal());
    }

    /** The answer. */
    sealed interface Verdict {
        record StillDue() implements Verdict {}

        /** Ends the command as cancelled; a lawful no, not an error. */
        record NoLongerDue(RuleKey because, String reason) implements Verdict {}

        /** A hold stands in the way: asked again later. */
        record OnHold(String hold) implements Verdict {}
    }
}
