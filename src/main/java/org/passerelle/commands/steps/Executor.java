package org.passerelle.commands.steps;

import java.util.Map;
import org.passerelle.commands.DeclaredPlatforms;
import org.passerelle.commands.Ground;
import org.passerelle.commands.exchange.CommandMessage;
import org.passerelle.commands.exchange.OutcomeMessages;
import org.passerelle.commands.exchange.Verifier;
import org.passerelle.personaldata.OrganisationKey;

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
    private final DeclaredPlatforms declared;
    private final Verifier verifier;
    private final CommandRun run;
    private final OutcomeMessages outcomes;

    public Executor(Ground ground, DeclaredPlatforms declared, Verifier verifier, CommandRun run) {
        this.ground = ground;
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
        return declared.platform(message.organisation(), message.platform())
                .map(platform -> run.proceed(message, platform))
                .orElseGet(() -> run.refuse(message, "foreign-organisation"))
                .orElseGet(() -> refuse(message.organisation(), "unknown-command", body));
    }

    private Execution refuse(OrganisationKey organisation, String why, byte[] body) {
        ground.transactions().within(() -> outcomes.refused(organisation, why, body));
        return new Execution.Refused(why);
    }
}
