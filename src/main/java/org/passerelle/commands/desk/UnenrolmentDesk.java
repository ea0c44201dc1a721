package org.passerelle.commands.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.DeclaredPlatforms;
import org.passerelle.commands.Proposal;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.Platform;
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
    private final DeclaredPlatforms declared;
    private final RectificationDesk.Known known;
    private final Clock clock;

    public UnenrolmentDesk(
            Transactions transactions,
            ProposalSheet sheet,
            DeclaredPlatforms declared,
            RectificationDesk.Known known,
            Clock clock) {
        this.transactions = transactions;
        this.sheet = sheet;
        this.declared = declared;
        this.known = known;
        this.clock = clock;
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
        return known.platformOf()
                .apply(order.subject())
                .flatMap(declared::platform)
                .flatMap(platform -> proposal(order, platform))
                .map(this::propose)
                .orElseGet(Answer.UnknownSubject::new);
    }

    private Answer propose(Proposal proposal) {
        return transactions
                .within(() -> sheet.put(proposal))
                .<Answer>map(Answer.Proposed::new)
                .orElseGet(Answer.AlreadyOpen::new);
    }

    private Optional<Proposal> proposal(Order order, Platform platform) {
        return known.packOf()
                .apply(platform.key())
                .map(
                        pack ->
                                new Proposal(
                                        platform.organisation(),
                                        platform.key(),
                                        order.subject(),
                                        CommandType.UNENROL,
                                        Optional.of(order.course()),
                                        RULE,
                                        CLAUSE,
                                        pack,
                                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                                        order.actor()));
    }
}
