package org.passerelle.app.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.passerelle.app.watch.JdbcOutboxAge;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.receipts.Receipt;
import org.passerelle.failures.Failure;
import org.passerelle.learning.runs.JdbcPollAges;
import org.passerelle.learning.runs.RunVerdict;
import org.passerelle.messages.Address;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;

/** What the demo sees of its stage, waits for, tells, and lets happen outside. */
final class DemoSight {
    private static final OrganisationKey UPROMI = new OrganisationKey("upromi");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final DemoStage stage;
    private final Consumer<String> tell;
    private final List<String> missing = new ArrayList<>();

    DemoSight(DemoStage stage, Consumer<String> tell) {
        this.stage = stage;
        this.tell = tell;
    }

    void tell(String line) {
        tell.accept(line);
    }

    /** What should have been seen and was not. */
    List<String> missing() {
        return missing;
    }

    /** Waits at most two minutes; what does not come is written down and the story goes on. */
    void await(String what, BooleanSupplier seen) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!seen.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                missing.add(what);
                tell.accept("  !! not seen within " + PATIENCE.toSeconds() + " s: " + what);
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                missing.add(what);
                return;
            }
        }
    }

    /** Another program tells a fact about a learner of UPROMI, on the queue. */
    void fact(String id, int learner, LocalDate on, Optional<String> replaces) {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("platform", DemoStage.UPROMI.value())
                        .put("learnerNumber", "UPR-%05d".formatted(learner))
                        .put("key", "contract-end")
                        .put("on", on.toString())
                        .put("source", "demo-crm");
        replaces.ifPresent(earlier -> body.put("replaces", earlier));
        var envelope =
                new Envelope(
                        id, "fact", 1, UPROMI, id, Optional.empty(), stage.clock().instant(), body);
        var ground = stage.wiring().ground();
        ground.transactions()
                .within(
                        () ->
                                ground.outbox()
                                        .put(
                                                List.of(
                                                        new OutboxMessage(
                                                                "demo-" + id,
                                                                Address.FACTS,
                                                                Map.of(),
                                                                MessageCodec.encode(envelope)))));
    }

    boolean queueEmpty() {
        var ground = stage.wiring().ground();
        return new JdbcOutboxAge(ground.jdbi()).waiting().messages() == 0
                && ground.depth().applyAsLong(Address.FACTS.queue()) == 0;
    }

    boolean polled(String kind, PlatformKey platform) {
        return ages().verdicts().stream()
                .anyMatch(
                        count ->
                                count.platform().equals(platform)
                                        && count.kind().value().equals(kind)
                                        && count.verdict() == RunVerdict.COMPLETE);
    }

    Map<String, Long> subjects() {
        var numbers = new TreeMap<String, Long>();
        for (var platform : List.of(DemoStage.IMP, DemoStage.UPROMI)) {
            stage.wiring()
                    .polls()
                    .records()
                    .counts(platform)
                    .forEach(
                            (kind, number) -> {
                                if (kind.value().equals("user")) {
                                    numbers.put(platform.value(), number);
                                }
                            });
        }
        return numbers;
    }

    JdbcPollAges ages() {
        return new JdbcPollAges(stage.wiring().ground().jdbi());
    }

    List<Failure> open() {
        return stage.wiring().failed().list(Failure.Filter.OPEN, Long.MAX_VALUE, 50);
    }

    List<Command> proposed(CommandType type) {
        return commands(type, Set.of(CommandState.PROPOSED));
    }

    List<Command> ended(CommandType type) {
        return commands(type, Set.of(CommandState.DONE));
    }

    List<Command> all(CommandType type) {
        return commands(type, Set.of(CommandState.values()));
    }

    private List<Command> commands(CommandType type, Set<CommandState> states) {
        return stage.wiring().desk().list(states, 0, 500).stream()
                .filter(command -> command.proposal().type() == type)
                .sorted(Comparator.comparingLong(command -> command.id().value()))
                .toList();
    }

    Optional<Receipt> receiptOf(CommandId id) {
        return stage.wiring().commands().receipts().find(id);
    }

    LocalDate today() {
        return LocalDate.ofInstant(stage.clock().instant(), ZoneOffset.UTC);
    }
}
