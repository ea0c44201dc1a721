package org.passerelle.commands.steps;

import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.DeclaredPlatforms;
import org.passerelle.commands.Ground;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.exchange.CommandMessage;
import org.passerelle.commands.exchange.OutcomeMessages;
import org.passerelle.commands.exchange.Verifier;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;

/**
 * Takes commands off the queue and carries them out, step by step.
 *
 * <p>Guarantee: at-least-once delivery is enough; a delivery that was dealt with before changes
 * nothing. It never throws for a lawful no: unsigned, altered, foreign, unknown and expired
 * commands are journalled and answered. Errors: {@link
 * org.passerelle.personaldata.OwnStoreUnavailable} when our own store is away; the message must
 * roll back.
 */
public final class Executor {
    private final Ground ground;
    private final CommandTables tables;
    private final DeclaredPlatforms declared;
    private final Verifier verifier;
    private final CommandRun run;
    private final OutcomeMessages outcomes;

    public Executor(
            Ground ground,
            CommandTables tables,
            DeclaredPlatforms declared,
            Verifier verifier,
            CommandRun run) {
        this.ground = ground;
        this.tables = tables;
        this.declared = declared;
        this.verifier = verifier;
        this.run = run;
        this.outcomes = new OutcomeMessages(ground);
    }

    /**
     * @param headers of the message; {@code key-id} and {@code signature} count
     * @param body the exact bytes
     */
    public Execution execute(Map<String, String> headers, byte[] body) {
        var objection = verifier.objection(headers, body);
        if (objection.isPresent()) {
            return refuse(CommandMessage.NOBODY, objection.get(), body);
        }
        return switch (CommandMessage.read(body)) {
            case CommandMessage.Reading.Unreadable unreadable ->
                    refuse(unreadable.organisation(), unreadable.why(), body);
            case CommandMessage.Reading.Read read -> genuine(read.message(), body);
        };
    }

    private Execution genuine(CommandMessage message, byte[] body) {
        var found = ground.transactions().within(() -> tables.commands().find(message.command()));
        if (found.isEmpty() || !describes(message, found.get().proposal())) {
            return refuse(message.organisation(), "unknown-command", body);
        }
        var command = found.get();
        if (message.issue() != command.issue() || !underWay(command.state())) {
            return new Execution.Repeated(command.id());
        }
        Optional<Platform> platform = declared.platform(message.organisation(), message.platform());
        return platform.map(known -> run.proceed(command, message, known))
                .orElseGet(() -> run.refuse(command, "foreign-organisation"));
    }

    private static boolean describes(CommandMessage message, Proposal proposal) {
        return message.type() == proposal.type()
                && message.subject().equals(proposal.subject())
                && message.platform().equals(proposal.platform())
                && message.organisation().equals(proposal.organisation())
                && message.course().equals(proposal.course());
    }

    static boolean underWay(CommandState state) {
        return state == CommandState.ISSUED || state == CommandState.RUNNING;
    }

    private Execution refuse(OrganisationKey organisation, String why, byte[] body) {
        ground.transactions().within(() -> outcomes.refused(organisation, why, body));
        return new Execution.Refused(why);
    }
}
