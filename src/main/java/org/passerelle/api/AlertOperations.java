package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.journal.alerts.Alert;
import org.passerelle.journal.alerts.SecurityAlerts;
import org.passerelle.journal.alerts.StoredAlert;
import org.passerelle.messages.MessageCodec;

/** Security alerts: which are open, and that somebody took note (IMP-56). */
public final class AlertOperations {
    private static final Access READERS = Access.of(Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR);
    private static final Access KEEPERS = Access.of(Role.ADMINISTRATOR, Role.DPO);

    private final SecurityAlerts alerts;

    public AlertOperations(SecurityAlerts alerts) {
        this.alerts = alerts;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get("alerts-list", "/alerts", READERS, this::list),
                Operation.act(
                        "alerts-acknowledge",
                        "/alerts/{number}/acknowledgement",
                        KEEPERS,
                        this::acknowledge));
    }

    private ApiAnswer list(ApiRequest request) {
        var seen =
                alerts.open(ApiRequest.LARGEST_PAGE).stream()
                        .filter(stored -> sees(request, stored))
                        .limit(request.limit())
                        .toList();
        return ApiAnswer.ok(Page.all(seen, AlertOperations::view));
    }

    private ApiAnswer acknowledge(ApiRequest request) {
        long number = request.number("number");
        return alerts.open(ApiRequest.LARGEST_PAGE).stream()
                .filter(stored -> stored.number() == number && sees(request, stored))
                .findFirst()
                .flatMap(stored -> alerts.acknowledge(number, request.actor()))
                .map(alert -> ApiAnswer.ok(view(alert)))
                .orElseGet(
                        () ->
                                new ApiAnswer.Refused(
                                        Problem.notFound("no open alert has this number")));
    }

    /** What concerns everybody is seen by whoever has the role anywhere. */
    private static boolean sees(ApiRequest request, StoredAlert stored) {
        var whose = stored.alert().organisation();
        return whose.equals(Alert.EVERYBODYS) || request.sees(whose);
    }

    private static JsonNode view(StoredAlert stored) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", stored.number())
                        .put("kind", stored.alert().kind().key())
                        .put("organisation", stored.alert().organisation().value())
                        .put("object", stored.alert().object())
                        .put("count", stored.alert().count())
                        .put("times", stored.times())
                        .put("firstAt", stored.first().toString())
                        .put("lastAt", stored.last().toString());
        stored.ended()
                .ifPresent(
                        ended ->
                                view.put("acknowledgedAt", ended.at().toString())
                                        .put("acknowledgedBy", ended.by()));
        return view;
    }
}
