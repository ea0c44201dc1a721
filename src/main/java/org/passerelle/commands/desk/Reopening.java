package org.passerelle.commands.desk;

import java.util.Optional;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;

/** The proposal that undoes the lock of an erasure. */
final class Reopening {
    private Reopening() {}

    static Proposal of(Proposal erasure, String actor) {
        return new Proposal(
                erasure.organisation(),
                erasure.platform(),
                erasure.subject(),
                CommandType.LIFT,
                Optional.empty(),
                erasure.rule(),
                erasure.clause(),
                erasure.pack(),
                erasure.dueOn(),
                actor);
    }
}
