package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.disclosure.notices.Notices;
import org.passerelle.disclosure.notices.Notices.Outcome;
import org.passerelle.disclosure.notices.RecipientNotice;
import org.passerelle.messages.MessageCodec;
import org.passerelle.policy.pack.Packs;

/** Notices to past recipients (GDPR Art. 19). */
public final class NoticeOperations {
    private static final Access READERS = Access.of(Role.DPO, Role.AUDITOR);
    private static final Access KEEPERS = Access.of(Role.DPO);

    private final ForOrganisation organisations;
    private final Notices notices;

    public NoticeOperations(Packs packs, Notices notices) {
        this.organisations = new ForOrganisation(packs);
        this.notices = notices;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get("notices-list", "/notices", READERS, this::list),
                Operation.act(
                        "notices-acknowledge",
                        "/notices/{number}/acknowledgement",
                        KEEPERS,
                        request -> answer(notices.acknowledge(own(request).id(), request.actor()))),
                Operation.post(
                        "notices-give-up",
                        "/notices/{number}/impossibility",
                        KEEPERS,
                        this::giveUp),
                Operation.act(
                        "notices-replay",
                        "/notices/{number}/replay",
                        KEEPERS,
                        request -> answer(notices.replay(own(request).id(), request.actor()))));
    }

    private ApiAnswer list(ApiRequest request) {
        int limit = request.limit();
        long before = request.text("after").isPresent() ? request.number("after") : Long.MAX_VALUE;
        var organisation = organisations.named(request, READERS);
        return ApiAnswer.ok(
                Page.of(
                        notices.list(organisation, before, limit + 1),
                        limit,
                        this::view,
                        notice -> Long.toString(notice.id())));
    }

    private ApiAnswer giveUp(ApiRequest request) {
        request.onlyFields("because");
        var notice = own(request);
        var code = ForOrganisation.matching(request, "because", "[a-z][a-z0-9-]{0,39}");
        return answer(notices.giveUp(notice.id(), code, request.actor()));
    }

    private RecipientNotice own(ApiRequest request) {
        return notices.find(request.number("number"))
                .filter(it -> request.caller().may(KEEPERS.roles(), it.organisation()))
                .orElseThrow(
                        () -> new RequestProblem(Problem.notFound("no notice has this number")));
    }

    private ApiAnswer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> ApiAnswer.ok(view(done.notice()));
            case Outcome.Refused no -> new ApiAnswer.Refused(Problem.conflict(no.why()));
        };
    }

    private ObjectNode view(RecipientNotice notice) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", notice.id())
                        .put("cause", notice.cause())
                        .put("what", notice.what())
                        .put("subject", notice.subject().toString())
                        .put("recipient", notices.recipient(notice).key())
                        .put("state", notice.state())
                        .put("attempts", notice.attempts());
        if (!notice.reason().isEmpty()) {
            view.put("reason", notice.reason());
        }
        notice.sentAt().ifPresent(at -> view.put("sentAt", at.toString()));
        return view;
    }
}
