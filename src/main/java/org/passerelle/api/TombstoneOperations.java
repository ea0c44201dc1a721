package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.custody.comeback.Told;
import org.passerelle.custody.comeback.TombstoneWatch;
import org.passerelle.messages.MessageCodec;

/** Erased accounts that are there again, of one organisation. */
public final class TombstoneOperations {
    private final TombstoneWatch watch;

    public TombstoneOperations(TombstoneWatch watch) {
        this.watch = watch;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get(
                        "tombstones-list",
                        "/tombstones",
                        Access.of(Role.DPO, Role.AUDITOR),
                        this::list),
                Operation.post(
                        "tombstones-close",
                        "/tombstones/{number}/closure",
                        Access.of(Role.DPO),
                        this::close));
    }

    private ApiAnswer list(ApiRequest request) {
        return ApiAnswer.ok(Page.all(seen(request), TombstoneOperations::view));
    }

    private ApiAnswer close(ApiRequest request) {
        request.onlyFields("reason");
        long number = request.number("number");
        var told = seen(request).stream().filter(one -> one.tombstone() == number).findFirst();
        var reason =
                request.bodyText("reason").filter(code -> code.matches("[a-z][a-z0-9-]{0,31}"));
        if (told.isPresent() && reason.isEmpty()) {
            throw ForOrganisation.bad(
                    "reason: expected a code in kebab-case such as other-person, without any name");
        }
        return told.filter(one -> watch.close(one, reason.orElseThrow(), request.actor()))
                .map(
                        one ->
                                ApiAnswer.ok(
                                        MessageCodec.json()
                                                .createObjectNode()
                                                .put("closed", number)))
                .orElseGet(
                        () ->
                                new ApiAnswer.Refused(
                                        Problem.notFound("no open finding has this number")));
    }

    private List<Told> seen(ApiRequest request) {
        return Optional.of(ForOrganisation.key(request.text("organisation")))
                .filter(request::sees)
                .map(watch::list)
                .orElseGet(List::of);
    }

    private static JsonNode view(Told told) {
        return MessageCodec.json()
                .createObjectNode()
                .put("number", told.tombstone())
                .put("platform", told.platform().value())
                .put("subject", told.subject().toString())
                .put("state", told.state())
                .put("why", told.why())
                .put("at", told.at().toString())
                .put("erasedAt", told.erasedAt().toString());
    }
}
