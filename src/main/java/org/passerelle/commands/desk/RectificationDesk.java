package org.passerelle.commands.desk;

import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.hands.RectifiableFields;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.RuleKey;

/**
 * Takes in a rectification that a person asks for outside a stored request: a call, a letter. It is
 * proposed only; a data-protection officer approves it, the executor writes it and reads it back.
 * Source: GDPR Art. 16, and Art. 12(3) for the month.
 */
public final class RectificationDesk {
    private static final RuleKey RULE = new RuleKey("rights/rectification");
    private static final String CLAUSE = "RGPD, art. 16";

    private final Rectifications rectifications;
    private final AskedCommands asked;

    /** What is to be corrected, and who asks. */
    public record Order(SubjectId subject, Map<FieldName, FieldValue.Text> fields, String actor) {
        public Order {
            fields = Map.copyOf(fields);
        }
    }

    /** What became of it. */
    public sealed interface Answer {
        record Proposed(CommandId command) implements Answer {}

        /** One at a time: the values of the second would be written over the first. */
        record AlreadyOpen() implements Answer {}

        /** No command can write these fields. */
        record NotRectifiable(List<FieldName> fields) implements Answer {
            public NotRectifiable {
                fields = List.copyOf(fields);
            }
        }

        /** Nobody of this pseudonym has an account on a declared platform. */
        record UnknownSubject() implements Answer {}
    }

    public RectificationDesk(Rectifications rectifications, AskedCommands asked) {
        this.rectifications = rectifications;
        this.asked = asked;
    }

    public Answer propose(Order order) {
        var others = RectifiableFields.others(order.fields().keySet());
        if (!others.isEmpty()) {
            return new Answer.NotRectifiable(others);
        }
        return asked.proposal(wish(order))
                .map(proposal -> propose(proposal, order))
                .orElseGet(Answer.UnknownSubject::new);
    }

    private Answer propose(Proposal proposal, Order order) {
        return rectifications
                .propose(proposal, order.fields())
                .<Answer>map(Answer.Proposed::new)
                .orElseGet(Answer.AlreadyOpen::new);
    }

    private static AskedCommands.Wish wish(Order order) {
        return new AskedCommands.Wish(
                CommandType.RECTIFY,
                order.subject(),
                Optional.empty(),
                RULE,
                CLAUSE,
                Period.ofMonths(1),
                order.actor());
    }
}
