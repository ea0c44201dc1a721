package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.receipts.Receipts;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;

/** The receipts of erasures: signed JSON for programs, a French page for people. */
public final class ReceiptOperations {
    private static final Access READERS = Access.of(Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR);

    private final Receipts receipts;

    public ReceiptOperations(Receipts receipts) {
        this.receipts = receipts;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get("receipts-list", "/receipts", READERS, this::list),
                Operation.get("receipts-show", "/receipts/{number}", READERS, this::show),
                Operation.get("receipts-page", "/receipts/{number}/page", READERS, this::page));
    }

    private ApiAnswer list(ApiRequest request) {
        int limit = request.limit();
        long after = request.text("after").isPresent() ? request.number("after") : 0;
        var numbers = receipts.list(organisation(request), after, limit + 1);
        return ApiAnswer.ok(
                Page.of(
                        numbers,
                        limit,
                        id -> MessageCodec.json().createObjectNode().put("command", id.value()),
                        CommandId::toString));
    }

    private static OrganisationKey organisation(ApiRequest request) {
        return request.text("organisation")
                .filter(key -> key.matches("[a-z0-9][a-z0-9-]{0,63}"))
                .map(OrganisationKey::new)
                .filter(request::sees)
                .orElseThrow(
                        () ->
                                new RequestProblem(
                                        Problem.badRequest(
                                                "organisation: expected the key of one of yours")));
    }

    private ApiAnswer show(ApiRequest request) {
        return of(
                request,
                id ->
                        receipts.file(id)
                                .map(
                                        file ->
                                                ApiAnswer.ok(
                                                        MessageCodec.decode(
                                                                file, JsonNode.class))));
    }

    private boolean sees(ApiRequest request, CommandId id) {
        return receipts.find(id)
                .map(receipt -> new OrganisationKey(receipt.organisation()))
                .filter(request::sees)
                .isPresent();
    }

    private ApiAnswer page(ApiRequest request) {
        return of(request, id -> receipts.page(id).map(ApiAnswer.Html::new));
    }

    private ApiAnswer of(
            ApiRequest request, Function<CommandId, Optional<? extends ApiAnswer>> receipt) {
        var found =
                Optional.of(new CommandId(request.number("number")))
                        .filter(id -> sees(request, id))
                        .flatMap(receipt);
        if (found.isPresent()) {
            return found.get();
        }
        return new ApiAnswer.Refused(
                Problem.notFound(
                        "no receipt has this number; only erasures that were carried out have one"));
    }
}
