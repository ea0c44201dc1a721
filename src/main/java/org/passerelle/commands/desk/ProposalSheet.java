package org.passerelle.commands.desk;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.DeclaredPlatforms;
import org.passerelle.commands.Ground;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.ProposalWatch;
import org.passerelle.commands.Proposals;
import org.passerelle.commands.issuing.Issuer;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.policy.RuleKey;

/**
 * Writes due commands on the sheet in {@code commands}.
 *
 * <p>A suspension whose rule the platform lists as automatic is approved at once, in the name of
 * the rule. Nothing else ever is: erasing, unenrolling, rectifying and lifting wait for a person.
 */
public final class ProposalSheet implements Proposals {
    private final Ground ground;
    private final CommandTables tables;
    private final DeclaredPlatforms declared;
    private final Issuer issuer;
    private final ProposalWatch watch;

    public ProposalSheet(
            Ground ground,
            CommandTables tables,
            DeclaredPlatforms declared,
            Issuer issuer,
            ProposalWatch watch) {
        this.watch = watch;
        this.ground = ground;
        this.tables = tables;
        this.declared = declared;
        this.issuer = issuer;
    }

    @Override
    public int propose(Collection<Proposal> proposals) {
        return ground.transactions()
                .within(() -> (int) proposals.stream().flatMap(p -> put(p).stream()).count());
    }

    /**
     * Within the caller's transaction, if one is open.
     *
     * @return empty if it stood there already
     */
    public Optional<CommandId> put(Proposal proposal) {
        var now = ground.clock().instant();
        var id = tables.commands().propose(proposal, issuer.marker(), now);
        id.flatMap(tables.commands()::find).ifPresent(this::written);
        return id;
    }

    private void written(Command command) {
        var proposal = command.proposal();
        issuer.journal(
                command,
                proposal.proposedBy(),
                "command-proposed",
                "proposed",
                Map.of(
                        "type", proposal.type().key(),
                        "platform", proposal.platform().value(),
                        "rule", proposal.rule().value(),
                        "pack", proposal.pack().version(),
                        "due-on", proposal.dueOn().toString()));
        watch.proposed(command.id(), proposal);
        if (automatic(proposal)) {
            approve(command, "rule " + proposal.rule());
        }
    }

    private boolean automatic(Proposal proposal) {
        return proposal.type() == CommandType.SUSPEND
                && declared.platform(proposal.organisation(), proposal.platform())
                        .filter(platform -> lists(platform.automaticSuspension(), proposal.rule()))
                        .isPresent();
    }

    /**
     * A platform may list {@code retention/learning-space} or, in short, {@code learning-space}.
     */
    private static boolean lists(List<String> automatic, RuleKey rule) {
        return automatic.stream()
                .anyMatch(
                        listed ->
                                rule.value().equals(listed) || rule.value().endsWith("/" + listed));
    }

    private void approve(Command command, String by) {
        var now = ground.clock().instant();
        tables.commands().approve(command.id(), by, now);
        issuer.journal(command, by, "command-approved", "approved", Map.of());
        tables.commands().moveTo(command.id(), CommandState.ISSUED, "", now);
        issuer.issue(command, by);
    }
}
