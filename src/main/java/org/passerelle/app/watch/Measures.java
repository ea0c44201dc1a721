package org.passerelle.app.watch;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.passerelle.commands.ledger.CommandCounts;
import org.passerelle.failures.FailedMessages;
import org.passerelle.learning.runs.JdbcPollAges;
import org.passerelle.messages.Address;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.rights.deadlines.Urgency;
import org.passerelle.rights.requests.RequestCounts;

/**
 * The numbers a person watches, read from the duties by a timer and shown to Prometheus: ages in
 * seconds, everything else counted. No name, no pseudonym is ever a label.
 */
public final class Measures {
    private final Sources sources;
    private final Clock clock;
    private final Map<String, MultiGauge> gauges;
    private final MultiGauge requests;

    /**
     * @param failedSignIns since the start of this process
     * @param depth messages waiting in a queue; negative when only the broker itself knows
     */
    public record Sources(
            JdbcPollAges polls,
            CommandCounts commands,
            FailedMessages failed,
            JdbcOutboxAge outbox,
            RequestCounts requests,
            LongSupplier failedSignIns,
            ToLongFunction<String> depth) {}

    public Measures(MeterRegistry registry, Sources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
        FunctionCounter.builder(
                        "passerelle.sign.ins.failed",
                        sources,
                        all -> all.failedSignIns().getAsLong())
                .description("tokens shown that open nothing, since the start")
                .register(registry);
        this.gauges =
                Map.of(
                        "age",
                                gauge(
                                        registry,
                                        "passerelle.poll.age.seconds",
                                        "since a complete run"),
                        "held",
                                gauge(
                                        registry,
                                        "passerelle.poll.held",
                                        "runs waiting for a person"),
                        "runs", gauge(registry, "passerelle.poll.runs", "ended runs by verdict"),
                        "commands", gauge(registry, "passerelle.commands", "commands by state"),
                        "commandAge",
                                gauge(
                                        registry,
                                        "passerelle.commands.oldest.seconds",
                                        "the longest in this state"),
                        "failed", gauge(registry, "passerelle.failed", "failed messages, open"),
                        "failedAge",
                                gauge(registry, "passerelle.failed.oldest.seconds", "oldest open"),
                        "outbox", gauge(registry, "passerelle.outbox", "messages not sent yet"),
                        "outboxAge",
                                gauge(
                                        registry,
                                        "passerelle.outbox.oldest.seconds",
                                        "oldest of them"),
                        "queue", gauge(registry, "passerelle.queue.depth", "waiting on a queue"));
        this.requests =
                gauge(
                        registry,
                        "passerelle.requests.unanswered",
                        "requests of data subjects by how near the law's limit or the own target is");
    }

    /** Reads everything anew. */
    public void measure() {
        var now = clock.instant();
        polls(now);
        commands(now);
        requests();
        var backlog = sources.failed().backlog();
        show("failed", List.of(row(backlog.open())));
        show("failedAge", List.of(row(age(backlog.oldestAt(), now))));
        var waiting = sources.outbox().waiting();
        show("outbox", List.of(row(waiting.messages())));
        show("outboxAge", List.of(row(age(waiting.oldestAt(), now))));
        show(
                "queue",
                Arrays.stream(Address.values())
                        .map(Address::queue)
                        .filter(queue -> sources.depth().applyAsLong(queue) >= 0)
                        .map(
                                queue ->
                                        Row.of(
                                                Tags.of("queue", queue),
                                                sources.depth().applyAsLong(queue)))
                        .toList());
    }

    private void polls(Instant now) {
        var ages = sources.polls().ages();
        show(
                "age",
                ages.stream()
                        .filter(kind -> kind.lastComplete().isPresent())
                        .map(kind -> Row.of(tags(kind), age(kind.lastComplete(), now)))
                        .toList());
        show("held", ages.stream().map(kind -> Row.of(tags(kind), kind.held())).toList());
        show(
                "runs",
                sources.polls().verdicts().stream()
                        .map(
                                count ->
                                        Row.of(
                                                Tags.of(
                                                        "platform", count.platform().value(),
                                                        "kind", count.kind().value(),
                                                        "verdict", count.verdict().name()),
                                                count.runs()))
                        .toList());
    }

    private void commands(Instant now) {
        var states = sources.commands().byState();
        show(
                "commands",
                states.entrySet().stream()
                        .map(
                                entry ->
                                        Row.of(
                                                Tags.of("state", entry.getKey().key()),
                                                entry.getValue().commands()))
                        .toList());
        show(
                "commandAge",
                states.entrySet().stream()
                        .map(
                                entry ->
                                        Row.of(
                                                Tags.of("state", entry.getKey().key()),
                                                age(Optional.of(entry.getValue().oldest()), now)))
                        .toList());
    }

    private void requests() {
        var rows = new ArrayList<Row<Number>>();
        sources.requests()
                .byOrganisation()
                .forEach(
                        (organisation, count) -> {
                            rows.addAll(rows(organisation, "legal", count.legal()));
                            rows.addAll(rows(organisation, "target", count.target()));
                        });
        requests.register(rows, true);
    }

    private static List<Row<Number>> rows(
            OrganisationKey organisation, String limit, Map<Urgency, Integer> counts) {
        return counts.entrySet().stream()
                .map(
                        count ->
                                Row.of(
                                        Tags.of(
                                                "organisation", organisation.value(),
                                                "limit", limit,
                                                "urgency", count.getKey().key()),
                                        count.getValue()))
                .toList();
    }

    private void show(String name, List<Row<Number>> rows) {
        var gauge = gauges.get(name);
        if (gauge != null) {
            gauge.register(rows, true);
        }
    }

    private static Tags tags(JdbcPollAges.PollAge kind) {
        return Tags.of("platform", kind.platform().value(), "kind", kind.kind().value());
    }

    private static Row<Number> row(long value) {
        return Row.of(Tags.empty(), value);
    }

    private static long age(Optional<Instant> since, Instant now) {
        return since.map(at -> Duration.between(at, now).toSeconds()).orElse(0L);
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }
}
