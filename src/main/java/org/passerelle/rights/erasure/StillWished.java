package org.passerelle.rights.erasure;

import org.passerelle.commands.Command;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.Recheck;
import org.passerelle.policy.RuleKey;
import org.passerelle.rights.requests.Moves;
import org.passerelle.rights.requests.RequestType;

/**
 * Asked before an erasure acts: has the person withdrawn the request it comes from? Everything else
 * is asked of retention.
 *
 * <p>The executor asks before it closes the account and once more before the scrub; a wish that is
 * written down before the second answer opens the account again.
 */
public final class StillWished implements Recheck {
    /** The rule that commands of erasure requests cite. Source: GDPR Art. 17. */
    public static final RuleKey RULE = new RuleKey("rights/erasure");

    private final Moves moves;
    private final Recheck others;

    public StillWished(Moves moves, Recheck others) {
        this.moves = moves;
        this.others = others;
    }

    @Override
    public Verdict stillDue(Proposal proposal) {
        return withdrawn(proposal) ? over() : others.stillDue(proposal);
    }

    @Override
    public Verdict stillDue(Command command) {
        return withdrawn(command.proposal()) ? over() : others.stillDue(command);
    }

    private static Verdict over() {
        return new Verdict.NoLongerDue(RULE, "the person withdrew the request");
    }

    private boolean withdrawn(Proposal proposal) {
        return proposal.rule().equals(RULE)
                && moves.of(proposal.subject()).stream()
                        .filter(request -> request.type() == RequestType.ERASURE)
                        .filter(request -> !request.state().ended())
                        .filter(request -> request.progress().approved().isPresent())
                        .noneMatch(request -> request.progress().abortWishedAt().isEmpty());
    }
}
