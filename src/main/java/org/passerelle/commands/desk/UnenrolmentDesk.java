package org.passerelle.commands.desk;

import java.time.Period;
import java.util.Optional;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.personaldata.Transactions;
import org.passerelle.policy.RuleKey;

/**
 * Takes in an unenrolment that a person asks for: an enrolment that should not be, or no longer. No
 * row of a policy ever asks for one, because the platform deletes the grades with it for good. It
 * is proposed only; a data-protection officer approves it, and it waits while a hold of the subject
 * or a funder's missing proof stands in the way. Source: GDPR Art. 5(1)(c), minimisation.
 */
public final class UnenrolmentDesk {
    private static final RuleKey RULE = new RuleKey("person/unenrolment");
    private static final String CLAUSE = "RGPD, art. 5, § 1, c)";

    private final Transactions transactions;
    private final ProposalSheet sheet;
    private final AskedCommands asked;

    public UnenrolmentDesk(Transactions transactions, ProposalSheet sheet, AskedCommands asked) {
        this.transactions = transactions;
        this.sheet = sheet;
        this.asked = asked;
    }

    /** Whose enrolment in which course is to end, and who asks. */
    public record Order(SubjectId subject, CourseId course, String actor) {}

    /** What became of it. */
    public sealed interface Answer {
        record Proposed(CommandId command) implements Answer {}

        /** One of this subject and course waits or is under way. */
        record AlreadyOpen() implements Answer {}

        /** Nobody of this pseudonym has an account on a declared platform. */
        record UnknownSubject() implements Answer {}
    }

    public Answer propose(Order order) {
        return asked.proposal(wish(order)).map(this::propose).orElseGet(Answer.UnknownSubject::new);
    }

    private Answer propose(Proposal proposal) {
        return transactions
                .within(() -> sheet.put(proposal))
                .<Answer>map(Answer.Proposed::new)
                .orElseGet(Answer.AlreadyOpen::new);
    }

    private static AskedCommands.Wish wish(Order order) {
        return new AskedCommands.Wish(
                CommandType.UNENROL,
                order.subject(),
                Optional.of(order.course()),
                RULE,
                CLAUSE,
                Period.ZERO,
                order.actor());
    }
}
