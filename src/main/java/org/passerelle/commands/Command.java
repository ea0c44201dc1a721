package org.passerelle.commands;

import java.time.Instant;
import java.util.Optional;

/**
 * A command as it stands in the store.
 *
 * @param marker random letters and digits that name the scrubbed account on the platform; says
 *     nothing about the person
 * @param reason why it is held, waits for a person, was refused, cancelled or rejected; empty
 *     otherwise
 * @param approvedBy an account's name, or {@code rule <key>} for an automatic suspension
 * @param waivedBy who decided that the subject may be touched though other roles, or none, were
 *     seen
 * @param issue how often it was signed; 0 before the approval
 */
public record Command(
        CommandId id,
        Proposal proposal,
        Instant proposedAt,
        String marker,
        CommandState state,
        Instant stateAt,
        String reason,
        Optional<Approval> approval,
        Optional<String> waivedBy,
        int issue) {

    /** Who allowed it, and when. */
    public record Approval(String by, Instant at) {}

    /** The object of journal entries: {@code command 4711}. */
    public String journalObject() {
        return "command " + id;
    }
}
