package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.retention.facts.FactOutcome;
import org.passerelle.retention.facts.FactsDesk;
import org.passerelle.retention.facts.PendingFacts;

/** Business facts from other programs: a contract ended, a consent was withdrawn. */
public final class FactOperations {
    private final FactsDesk desk;
    private final PendingFacts pending;
    private final Owners owners;

    public FactOperations(FactsDesk desk, PendingFacts pending, Owners owners) {
        this.desk = desk;
        this.pending = pending;
        this.owners = owners;
    }

    public List<Operation> all() {
        return List.of(
                Operation.post(
                        "facts-add", "/facts", Access.of(Role.ADMINISTRATOR, Role.DPO), this::add),
                Operation.get(
                        "facts-pending",
                        "/facts/pending",
                        Access.of(Role.ADMINISTRATOR, Role.SUPPORT, Role.DPO),
                        this::pending));
    }

    private ApiAnswer add(ApiRequest request) {
        request.bodyText("platform").ifPresent(key -> mustSee(request, key));
        return switch (desk.accept(request.body(), request.actor())) {
            case FactOutcome.Accepted accepted ->
                    ApiAnswer.created(
                            result("accepted").put("subject", accepted.subject().toString()));
            case FactOutcome.AlreadyKnown known -> ApiAnswer.ok(result("already-known"));
            case FactOutcome.Pending waiting ->
                    ApiAnswer.begun(
                            result("pending")
                                    .put("why", waiting.why().key())
                                    .put("until", waiting.until().toString()));
            case FactOutcome.Refused refused ->
                    new ApiAnswer.Refused(Problem.refused(refused.reason()));
        };
    }

    private void mustSee(ApiRequest request, String platform) {
        if (!request.seesAll()
                && !(platform.matches("[a-z0-9][a-z0-9-]{0,63}")
                        && owners.seen(request, new PlatformKey(platform)))) {
            throw new RequestProblem(
                    Problem.notFound("no platform has this key; see: passerelle platform list"));
        }
    }

    private ApiAnswer pending(ApiRequest request) {
        mustSee(request, request.platform().value());
        int limit = request.limit();
        long after = request.text("after").isPresent() ? request.number("after") : 0;
        return ApiAnswer.ok(
                Page.of(
                        pending.list(request.platform(), after, limit + 1),
                        limit,
                        FactOperations::view,
                        line -> Long.toString(line.id())));
    }

    private static ObjectNode view(PendingFacts.Line line) {
        return MessageCodec.json()
                .createObjectNode()
                .put("number", line.id())
                .put("platform", line.platform().value())
                .put("key", line.key().key())
                .put("why", line.why().key())
                .put("toldAt", line.toldAt().toString())
                .put("until", line.until().toString());
    }

    private static ObjectNode result(String result) {
        return MessageCodec.json().createObjectNode().put("result", result);
    }
}
