package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
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
        return ApiAnswer.ok(Page.all(alerts.open(request.limit()), AlertOperations::view));
    }

    private ApiAnswer acknowledge(ApiRequest request) {
        return alerts.acknowledge(request.number("number"), request.actor())
                .map(alert -> ApiAnswer.ok(view(alert)))
                .orElseGet(
                        () ->
                                new ApiAnswer.Refused(
                                        Problem.notFound("no open alert has this number")));
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
