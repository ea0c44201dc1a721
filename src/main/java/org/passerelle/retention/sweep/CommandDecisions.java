package org.passerelle.retention.sweep;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.ProposalWatch;
import org.passerelle.decisions.DecisionLog;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Operation;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Policies;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.Question;
import org.passerelle.policy.Question.Asker;
import org.passerelle.policy.RoleKey;
import org.passerelle.policy.Standing;
import org.passerelle.retention.RetentionGround;

/**
 * Keeps what is decided about commands: when they are proposed, and each time they are asked again
 * before they act. One row each, in the transaction of whoever asks (UPR-82).
 */
public final class CommandDecisions implements ProposalWatch {
    private static final PurposeKey COMPLIANCE = new PurposeKey("compliance");
    private static final PurposeKey RIGHTS = new PurposeKey("rights-requests");

    private final RetentionGround ground;
    private final DecisionLog log;

    public CommandDecisions(RetentionGround ground, DecisionLog log) {
        this.ground = ground;
        this.log = log;
    }

    /** Without a pack, because the platform is not declared any more, nothing could be asked. */
    @Override
    public void proposed(CommandId id, Proposal proposal) {
        ground.packs()
                .packOf(proposal.platform())
                .ifPresent(
                        pack -> {
                            var question = question(proposal, Standing.CLEAR);
                            var asked = new Asked(proposal, "command " + id + " proposed");
                            keep(pack, question, asked, Policies.decide(pack, question));
                        });
    }

    /**
     * What is asked again.
     *
     * @param reference {@code command 12}
     */
    record Asked(Proposal proposal, String reference) {}

    /** The question to the pack: may the bridge send this command about somebody like that? */
    Question question(Proposal proposal, Standing standing) {
        var purpose =
                switch (proposal.type()) {
                    case SUSPEND, UNENROL, ERASE -> COMPLIANCE;
                    case LIFT, RECTIFY -> RIGHTS;
                };
        return Question.forPurpose(
                        Operation.COMMAND,
                        purpose,
                        Asker.of(RoleKey.BRIDGE),
                        Map.of(),
                        ground.clock().instant())
                .about(standing);
    }

    long keep(Pack pack, Question question, Asked asked, Decision answer) {
        var proposal = asked.proposal();
        return log.record(
                new DecisionLog.Asked(
                        pack,
                        question,
                        Optional.of(proposal.subject()),
                        "command",
                        asked.reference(),
                        "engine",
                        inputs(proposal)),
                answer);
    }

    private static Map<String, String> inputs(Proposal proposal) {
        var inputs = new HashMap<String, String>();
        inputs.put("command", proposal.type().key());
        inputs.put("platform", proposal.platform().value());
        inputs.put("rule", proposal.rule().value());
        inputs.put("clause", proposal.clause());
        inputs.put("dueOn", proposal.dueOn().toString());
        proposal.course().ifPresent(course -> inputs.put("course", "" + course.value()));
        return inputs;
    }
}
