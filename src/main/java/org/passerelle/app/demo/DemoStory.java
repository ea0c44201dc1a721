package org.passerelle.app.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.passerelle.api.accounts.AccountName;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.api.accounts.Grant;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.receipts.Receipt;
import org.passerelle.failures.Failure;
import org.passerelle.failures.ReplayOrder;
import org.passerelle.learning.runs.RunVerdict;

/** The story the demo tells, act by act; each act waits until what it tells can be seen. */
final class DemoStory {
    /** The invented data-protection officer. */
    static final String OFFICER = "dpo-inventee";

    /** From the first act to the last: the retention rule leaves a month between them. */
    static final Duration WEEKS = Duration.ofDays(35);

    private static final int LEAVERS = 5;

    private final DemoStage stage;
    private final DemoSight sight;
    private final long began = System.nanoTime();
    private Optional<Receipt> receipt = Optional.empty();
    private long failures;
    private long replayed;

    DemoStory(DemoStage stage, Consumer<String> tell) {
        this.stage = stage;
        this.sight = new DemoSight(stage, tell);
    }

    /** All acts; the summary says what could not be seen. */
    DemoSummary run() {
        polls();
        contractsEnd();
        suspensions();
        erasure();
        failureAndReplay();
        hygiene();
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
        sight.tell(
                "Two simulated Moodles are polled: courses, users, enrolments, accesses, grades.");
        sight.await(
                "both platforms polled completely",
                () ->
                        sight.polled("user", DemoStage.IMP)
                                && sight.polled("user", DemoStage.UPROMI)
                                && sight.polled("enrolment", DemoStage.IMP)
                                && sight.polled("enrolment", DemoStage.UPROMI));
        sight.subjects()
                .forEach(
                        (platform, number) ->
                                sight.tell(
                                        "  "
                                                + platform
                                                + ": "
                                                + number
                                                + " accounts seen, each under a pseudonym"));
    }

    void contractsEnd() {
        var yesterday = sight.today().minusDays(1);
        for (int learner = 1; learner <= LEAVERS; learner++) {
            sight.fact("contract-end-" + learner, learner, yesterday, Optional.empty());
        }
        sight.tell(
                "The CRM says on passerelle.facts that "
                        + LEAVERS
                        + " contracts ended on "
                        + yesterday
                        + ".");
    }

    void suspensions() {
        sight.tell("The rule retention/learning-space (UPR-56) closes such accounts by itself:");
        sight.await(
                "accounts suspended on Moodle",
                () -> sight.ended(CommandType.SUSPEND).size() >= LEAVERS);
        sight.ended(CommandType.SUSPEND).forEach(command -> sight.tell("  " + line(command)));
    }

    void erasure() {
        stage.clock().pass(WEEKS);
        sight.tell(
                "… "
                        + WEEKS.toDays()
                        + " days pass. Nobody objected, so erasures are proposed; never approved by a machine:");
        sight.await("erasures proposed", () -> sight.proposed(CommandType.ERASE).size() >= LEAVERS);
        var due = sight.proposed(CommandType.ERASE);
        due.forEach(command -> sight.tell("  " + line(command)));
        if (due.isEmpty()) {
            return;
        }
        var first = due.getFirst().id();
        stage.wiring().desk().approve(List.of(first), OFFICER);
        sight.tell(
                "The data-protection officer approves command "
                        + first
                        + ": lock, scrub, request, approve, wait for Moodle's cron, verify.");
        sight.await("the erasure verified", () -> sight.receiptOf(first).isPresent());
        receipt = sight.receiptOf(first);
        receipt.ifPresent(
                paper ->
                        sight.tell(
                                "  receipt of command "
                                        + paper.command()
                                        + ": "
                                        + paper.level()
                                        + ", rows of our own gone: "
                                        + paper.ownCopies().stream()
                                                .mapToInt(Receipt.Copies::rows)
                                                .sum()));
    }

    /** A correction that comes before what it corrects: refused, kept, and right after a replay. */
    private void failureAndReplay() {
        sight.fact(
                "contract-end-9b", 9, sight.today().minusDays(2), Optional.of("contract-end-9a"));
        sight.tell("A correction arrives before the fact it corrects, and gives up:");
        sight.await("a failed message", () -> !sight.open().isEmpty());
        failures = sight.open().size();
        sight.open()
                .forEach(
                        failure ->
                                sight.tell(
                                        "  failed message "
                                                + failure.number()
                                                + ": "
                                                + failure.cause().kind()
                                                + ", "
                                                + failure.cause().text()));
        sight.fact("contract-end-9a", 9, sight.today().minusDays(3), Optional.empty());
        sight.await("the missing fact stored", () -> sight.queueEmpty());
        var numbers = sight.open().stream().map(Failure::number).toList();
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
        sight.tell("The missing fact has come; a person replays the failed one:");
        sight.await("the replay resolved", () -> sight.open().isEmpty());
        replayed = sight.open().isEmpty() ? numbers.size() : 0;
        sight.tell("  nothing waits among the failed messages any more");
    }

    /** Queues, messages, logs, metrics, alerts: nobody's name, e-mail or number may stand there. */
    private void hygiene() {
        var report = stage.wiring().hygiene().check().check();
        sight.tell(
                "Looked for clear names, e-mails and tokens of everybody in "
                        + report.texts()
                        + " texts of queues, failed messages, logs and metrics: "
                        + report.leaks().size()
                        + " found.");
        report.leaks().forEach(leak -> sight.missing().add("no clear value in " + leak.place()));
    }

    /** Of the erasure that was approved, once it is verified. */
    Optional<Receipt> receipt() {
        return receipt;
    }

    /** The number of an erasure that still waits for the officer. */
    String nextToApprove() {
        return sight.proposed(CommandType.ERASE).stream()
                .findFirst()
                .map(command -> command.id().toString())
                .orElse("NUMBER");
    }

    private DemoSummary summary() {
        var complete = new TreeMap<String, Long>();
        sight.ages().verdicts().stream()
                .filter(count -> count.verdict() == RunVerdict.COMPLETE)
                .forEach(
                        count -> complete.merge(count.platform().value(), count.runs(), Long::sum));
        return new DemoSummary(
                complete,
                sight.subjects(),
                sight.ended(CommandType.SUSPEND).size(),
                sight.all(CommandType.ERASE).size(),
                sight.ended(CommandType.ERASE).size(),
                receipt.map(Receipt::level).orElse("none"),
                failures,
                replayed,
                sight.missing(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
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
}
