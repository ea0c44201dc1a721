package org.passerelle.app;

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
import org.passerelle.api.accounts.AccountName;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.api.accounts.Grant;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.receipts.Receipt;
import org.passerelle.failures.Failure;
import org.passerelle.failures.ReplayOrder;
import org.passerelle.learning.JdbcPollAges;
import org.passerelle.learning.RunVerdict;
import org.passerelle.messages.Address;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;

/** The story the demo tells, act by act; each act waits until what it tells can be seen. */
final class DemoStory {
    /** The invented data-protection officer. */
    static final String OFFICER = "dpo-inventee";

    /** From the first act to the last: the retention rule leaves a month between them. */
    static final Duration WEEKS = Duration.ofDays(35);

    private static final OrganisationKey UPROMI = new OrganisationKey("upromi");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int LEAVERS = 5;

    private final DemoStage stage;
    private final Consumer<String> tell;
    private final List<String> missing = new ArrayList<>();
    private final long began = System.nanoTime();
    private Optional<Receipt> receipt = Optional.empty();
    private long failures;
    private long replayed;

    DemoStory(DemoStage stage, Consumer<String> tell) {
        this.stage = stage;
        this.tell = tell;
    }

    /** All acts; the summary says what could not be seen. */
    DemoSummary run() {
        polls();
        contractsEnd();
        suspensions();
        erasure();
        failureAndReplay();
        return summary();
    }

    /**
     * The officer's account, made here because the demo is nobody's organisation.
     *
     * @return its token
     */
    String officer() {
        var addition =
                stage.wiring()
                        .doors()
                        .accounts()
                        .add(
                                new AccountName(OFFICER),
                                Set.of(Grant.of("dpo"), Grant.of("support")),
                                Accounts.USUAL_LIFE,
                                "demo");
        return switch (addition) {
            case Accounts.Addition.Added added -> added.issued().token().secret();
            case Accounts.Addition.NameTaken taken -> "";
        };
    }

    /** The first act. */
    void polls() {
        tell.accept(
                "Two simulated Moodles are polled: courses, users, enrolments, accesses, grades.");
        await(
                "both platforms polled completely",
                () ->
                        polled("user", DemoStage.IMP)
                                && polled("user", DemoStage.UPROMI)
                                && polled("enrolment", DemoStage.IMP)
                                && polled("enrolment", DemoStage.UPROMI));
        subjects()
                .forEach(
                        (platform, number) ->
                                tell.accept(
                                        "  "
                                                + platform
                                                + ": "
                                                + number
                                                + " accounts seen, each under a pseudonym"));
    }

    private void contractsEnd() {
        var yesterday = today().minusDays(1);
        for (int learner = 1; learner <= LEAVERS; learner++) {
            fact("contract-end-" + learner, learner, yesterday, Optional.empty());
        }
        tell.accept(
                "The CRM says on passerelle.facts that "
                        + LEAVERS
                        + " contracts ended on "
                        + yesterday
                        + ".");
    }

    private void suspensions() {
        tell.accept("The rule retention/learning-space (UPR-56) closes such accounts by itself:");
        await("accounts suspended on Moodle", () -> ended(CommandType.SUSPEND).size() >= LEAVERS);
        ended(CommandType.SUSPEND).forEach(command -> tell.accept("  " + line(command)));
    }

    private void erasure() {
        stage.clock().pass(WEEKS);
        tell.accept(
                "… "
                        + WEEKS.toDays()
                        + " days pass. Nobody objected, so erasures are proposed; never approved by a machine:");
        await("erasures proposed", () -> proposed(CommandType.ERASE).size() >= LEAVERS);
        var due = proposed(CommandType.ERASE);
        due.forEach(command -> tell.accept("  " + line(command)));
        if (due.isEmpty()) {
            return;
        }
        var first = due.getFirst().id();
        stage.wiring().desk().approve(List.of(first), OFFICER);
        tell.accept(
                "The data-protection officer approves command "
                        + first
                        + ": lock, scrub, request, approve, wait for Moodle's cron, verify.");
        await("the erasure verified", () -> receiptOf(first).isPresent());
        receipt = receiptOf(first);
        receipt.ifPresent(
                paper ->
                        tell.accept(
                                "  receipt of command "
                                        + paper.command()
                                        + ": "
                                        + paper.level()
                                        + ", own copies gone: "
                                        + paper.ownCopies()));
    }

    /** A correction that comes before what it corrects: refused, kept, and right after a replay. */
    private void failureAndReplay() {
        fact("contract-end-9b", 9, today().minusDays(2), Optional.of("contract-end-9a"));
        tell.accept("A correction arrives before the fact it corrects, and gives up:");
        await("a failed message", () -> !open().isEmpty());
        failures = open().size();
        open().forEach(
                        failure ->
                                tell.accept(
                                        "  failed message "
                                                + failure.number()
                                                + ": "
                                                + failure.cause().kind()
                                                + ", "
                                                + failure.cause().text()));
        fact("contract-end-9a", 9, today().minusDays(3), Optional.empty());
        await("the missing fact stored", () -> queueEmpty());
        var numbers = open().stream().map(Failure::number).toList();
        if (numbers.isEmpty()) {
            return;
        }
        stage.wiring()
                .replays()
                .start(
                        new ReplayOrder(
                                new ReplayOrder.Selection.Numbers(numbers),
                                OFFICER,
                                ReplayOrder.Pace.RAMP,
                                false));
        tell.accept("The missing fact has come; a person replays the failed one:");
        await("the replay resolved", () -> open().isEmpty());
        replayed = open().isEmpty() ? numbers.size() : 0;
        tell.accept("  nothing waits among the failed messages any more");
    }

    private DemoSummary summary() {
        var complete = new TreeMap<String, Long>();
        ages().verdicts().stream()
                .filter(count -> count.verdict() == RunVerdict.COMPLETE)
                .forEach(
                        count -> complete.merge(count.platform().value(), count.runs(), Long::sum));
        return new DemoSummary(
                complete,
                subjects(),
                ended(CommandType.SUSPEND).size(),
                all(CommandType.ERASE).size(),
                ended(CommandType.ERASE).size(),
                receipt.map(Receipt::level).orElse("none"),
                failures,
                replayed,
                missing,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
    }

    private void fact(String id, int learner, LocalDate on, Optional<String> replaces) {
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

    private boolean queueEmpty() {
        var ground = stage.wiring().ground();
        return new JdbcOutboxAge(ground.jdbi()).waiting().messages() == 0
                && ground.depth().applyAsLong(Address.FACTS.queue()) == 0;
    }

    private boolean polled(String kind, PlatformKey platform) {
        return ages().verdicts().stream()
                .anyMatch(
                        count ->
                                count.platform().equals(platform)
                                        && count.kind().value().equals(kind)
                                        && count.verdict() == RunVerdict.COMPLETE);
    }

    private Map<String, Long> subjects() {
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

    private JdbcPollAges ages() {
        return new JdbcPollAges(stage.wiring().ground().jdbi());
    }

    private List<Failure> open() {
        return stage.wiring().failed().list(Failure.Filter.OPEN, Long.MAX_VALUE, 50);
    }

    private List<Command> proposed(CommandType type) {
        return commands(type, Set.of(CommandState.PROPOSED));
    }

    private List<Command> ended(CommandType type) {
        return commands(type, Set.of(CommandState.DONE));
    }

    private List<Command> all(CommandType type) {
        return commands(type, Set.of(CommandState.values()));
    }

    private List<Command> commands(CommandType type, Set<CommandState> states) {
        return stage.wiring().desk().list(states, 0, 500).stream()
                .filter(command -> command.proposal().type() == type)
                .sorted(Comparator.comparingLong(command -> command.id().value()))
                .toList();
    }

    private Optional<Receipt> receiptOf(CommandId id) {
        return stage.wiring().commands().receipts().find(id);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(stage.clock().instant(), ZoneOffset.UTC);
    }

    private static String line(Command command) {
        return "command "
                + command.id()
                + " "
                + command.proposal().type().key()
                + " "
                + command.proposal().subject().toString().substring(0, 8)
                + "…: "
                + command.state().key();
    }

    /** Waits at most two minutes; what does not come is written down and the story goes on. */
    private void await(String what, BooleanSupplier seen) {
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
}
