package org.passerelle.rights.erasure;

import java.util.List;
import java.util.Optional;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.desk.CommandDesk;
import org.passerelle.commands.desk.CommandView;
import org.passerelle.commands.desk.ProposalSheet;
import org.passerelle.commands.desk.Ruling;
import org.passerelle.commands.receipts.Receipts;
import org.passerelle.learning.LearningRecords;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.policy.pack.Packs;
import org.passerelle.rights.requests.Request;

/**
 * The existing erase command, driven by a request: proposed under the request's rule, approved in
 * the name of the officer who approved the request.
 */
public final class ErasureCommands {
    private static final String HOLD = "hold ";
    private static final String ARTICLE = "RGPD, art. 17 ; demande no ";

    private final ProposalSheet sheet;
    private final CommandDesk desk;
    private final Receipts receipts;
    private final Known known;

    /** What is asked of other duties. */
    public record Known(Packs packs, SubjectDirectory directory, LearningRecords records) {}

    public ErasureCommands(ProposalSheet sheet, CommandDesk desk, Receipts receipts, Known known) {
        this.sheet = sheet;
        this.desk = desk;
        this.receipts = receipts;
        this.known = known;
    }

    /** What became of the wish to send it. */
    sealed interface Sent {
        record Under(CommandId command) implements Sent {}

        /**
         * @param hold its kind: {@code legal-hold, funder-proof-missing}
         */
        record OnHold(String hold) implements Sent {}

        /**
         * @param because a code
         */
        record AskSomebody(String because) implements Sent {}
    }

    /** Within the caller's transaction. */
    Sent send(Request request) {
        var proposal = proposal(request);
        if (proposal.isEmpty()) {
            return new Sent.AskSomebody("no-account-on-a-declared-platform");
        }
        var standing = desk.openOf(proposal.get().subject(), CommandType.ERASE);
        return standing.isPresent()
                ? onThe(standing.get(), request)
                : fresh(proposal.get(), request);
    }

    /** One that a retention rule proposed gives way; one that is under way is ours as well. */
    private Sent onThe(Command standing, Request request) {
        if (standing.proposal().rule().equals(StillWished.RULE)
                && standing.state() == CommandState.PROPOSED) {
            return approve(standing.id(), request);
        }
        if (standing.state() != CommandState.PROPOSED && standing.state() != CommandState.HELD) {
            return new Sent.Under(standing.id());
        }
        desk.reject(List.of(standing.id()), "engine", "replaced-by-request-" + request.id());
        return fresh(proposal(request).orElseThrow(), request);
    }

    private Sent fresh(Proposal proposal, Request request) {
        return sheet.put(proposal)
                .map(command -> approve(command, request))
                .orElseGet(() -> new Sent.AskSomebody("another-erasure-is-open"));
    }

    private Sent approve(CommandId command, Request request) {
        var approver = request.progress().approved().orElseThrow().by();
        return switch (desk.approve(List.of(command), approver).getFirst()) {
            case Ruling.Accepted accepted -> new Sent.Under(command);
            case Ruling.Held held -> new Sent.Under(command);
            case Ruling.Refused refused when refused.why().startsWith(HOLD) ->
                    new Sent.OnHold(
                            refused.why()
                                    .substring(HOLD.length())
                                    .replace(" stands in the way", ""));
            case Ruling.Refused refused -> new Sent.AskSomebody("command-refused");
        };
    }

    private Optional<Proposal> proposal(Request request) {
        var subject = request.subject().orElseThrow();
        return known.directory()
                .platformOf(subject)
                .flatMap(known.packs()::platform)
                .map(
                        platform ->
                                new Proposal(
                                        request.organisation(),
                                        platform.key(),
                                        subject,
                                        CommandType.ERASE,
                                        Optional.empty(),
                                        StillWished.RULE,
                                        ARTICLE + request.id(),
                                        known.packs().pack(request.organisation()).version(),
                                        request.deadline().dueOn(),
                                        request.progress().assessed().orElseThrow().by()));
    }

    Optional<CommandView> show(CommandId id) {
        return desk.show(id);
    }

    boolean hasReceipt(CommandId id) {
        return receipts.find(id).isPresent();
    }

    LearningRecords records() {
        return known.records();
    }
}
