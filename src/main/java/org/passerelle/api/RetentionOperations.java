package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.messages.MessageCodec;
import org.passerelle.policy.Pack;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.due.DueCursor;
import org.passerelle.retention.due.DuePage;
import org.passerelle.retention.due.DueRow;
import org.passerelle.retention.due.RetentionDue;
import org.passerelle.retention.due.RetentionForecast;
import org.passerelle.retention.holds.HoldKind;

/** What is due under the retention rules, what will be, and whose start is unknown. */
public final class RetentionOperations {
    private static final Access READERS = Access.of(Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR);
    private static final int USUAL_MONTHS = 36;
    private static final int MOST_MONTHS = 600;

    private final RetentionGround ground;
    private final RetentionDue due;
    private final RetentionForecast forecast;

    public RetentionOperations(
            RetentionGround ground, RetentionDue due, RetentionForecast forecast) {
        this.ground = ground;
        this.due = due;
        this.forecast = forecast;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get("retention-due", "/retention/due", READERS, this::due),
                Operation.get(
                        "retention-unknown", "/retention/unknown-starts", READERS, this::unknown),
                Operation.get(
                        "retention-forecast", "/retention/forecast", READERS, this::forecast));
    }

    private ApiAnswer due(ApiRequest request) {
        var pack = pack(request);
        var day =
                request.date("on")
                        .orElseGet(
                                () -> LocalDate.ofInstant(ground.clock().instant(), pack.zone()));
        return page(due.list(asked(request), day));
    }

    private ApiAnswer unknown(ApiRequest request) {
        pack(request);
        return page(due.unknownStarts(asked(request)));
    }

    private ApiAnswer forecast(ApiRequest request) {
        pack(request);
        long months = request.text("months").isPresent() ? request.number("months") : USUAL_MONTHS;
        if (months > MOST_MONTHS) {
            throw new RequestProblem(
                    Problem.badRequest("months: expected a number from 1 to " + MOST_MONTHS));
        }
        return ApiAnswer.ok(
                Page.all(forecast.of(request.platform(), (int) months), RetentionOperations::view));
    }

    private Pack pack(ApiRequest request) {
        return ground.packs()
                .packOf(request.platform())
                .filter(pack -> request.sees(pack.version().organisation()))
                .orElseThrow(() -> new RequestProblem(noPlatform()));
    }

    private static Problem noPlatform() {
        return Problem.notFound("no platform has this key; see: passerelle platform list");
    }

    private static RetentionDue.Asked asked(ApiRequest request) {
        return new RetentionDue.Asked(
                request.platform(),
                request.text("after").map(RetentionOperations::cursor),
                request.limit());
    }

    private static DueCursor cursor(String text) {
        try {
            return DueCursor.parse(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new RequestProblem(
                    Problem.badRequest("after: expected what the page before gave as next"));
        }
    }

    private static ApiAnswer page(DuePage rows) {
        var page = Page.all(rows.rows(), RetentionOperations::view);
        rows.next().ifPresent(next -> page.put("next", next.toString()));
        return ApiAnswer.ok(page);
    }

    private static ObjectNode view(DueRow row) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("organisation", row.organisation().value())
                        .put("platform", row.platform().value())
                        .put("subject", row.subject().toString())
                        .put("rule", row.rule().value())
                        .put("stage", row.stage().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .put("clause", row.clause());
        row.dueOn().ifPresent(day -> view.put("dueOn", day.toString()));
        row.winner().ifPresent(winner -> view.put("winner", winner.value()));
        row.waitsFor().ifPresent(facts -> view.put("waitsFor", facts));
        row.movedFrom().ifPresent(day -> view.put("movedFrom", day.toString()));
        row.holds().stream().map(HoldKind::key).sorted().forEach(view.putArray("holds")::add);
        return view;
    }

    private static ObjectNode view(RetentionForecast.Line line) {
        return MessageCodec.json()
                .createObjectNode()
                .put("platform", line.platform().value())
                .put("month", line.month().toString())
                .put("rule", line.rule().value())
                .put("items", line.items());
    }
}
