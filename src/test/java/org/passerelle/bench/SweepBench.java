package org.passerelle.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.clocks.Reevaluation;
import org.passerelle.retention.sweep.RetentionSweep;

/**
 * A million subjects of {@code imp-formation}, three facts and four clocks each. The sweep finds
 * the thousand whose clocks run out tonight, asks {@code phaseOf} again and stores; then every
 * subject is evaluated anew.
 */
final class SweepBench implements Bench.Benchmark {
    private static final int SUBJECTS = Integer.getInteger("bench.subjects", 1_000_000);
    private static final int DUE = 1_000;
    private static final int PATTERNS = 250;
    private static final int WORKERS = 2;
    private static final int REPETITIONS = 3;
    private static final Instant TODAY = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant TOMORROW = TODAY.plus(Duration.ofDays(1));

    /** Facts that hang on nothing due for long; the last pattern's active year ends tonight. */
    private static final String CONTRACT_END =
            "IF(s.seq = "
                    + PATTERNS
                    + ", DATE '2025-11-21', DATE '2026-01-05' + INTERVAL s.seq DAY)";

    @Override
    public List<Measured> run(Path folder) throws Exception {
        try (var store = new BenchStore(folder)) {
            fill(store);
            var tomorrow = duty(store, TOMORROW);
            var sweeps = new ArrayList<Double>();
            var evaluations = new ArrayList<Double>();
            store.execute("CREATE TABLE bench_clocks LIKE retention_clocks");
            store.execute(
                    "INSERT INTO bench_clocks SELECT * FROM retention_clocks WHERE subject_id IN"
                            + " (SELECT subject_id FROM retention_clocks WHERE next_transition_at <= '"
                            + TOMORROW.toString().replace("T", " ").replace("Z", "")
                            + "')");
            for (int round = -1; round < REPETITIONS; round++) {
                var watch = new Stopwatch();
                int found = tomorrow.sweep().run().subjects();
                double took = watch.seconds();
                require(found == DUE, found + " subjects were found due, not " + DUE);
                store.execute("REPLACE INTO retention_clocks SELECT * FROM bench_clocks");
                if (round >= 0) {
                    sweeps.add(took);
                }
            }
            tomorrow.sweep().run();
            var processors = new ArrayList<Double>();
            for (int round = -1; round < REPETITIONS; round++) {
                double before = store.processorSeconds();
                var watch = new Stopwatch();
                var done = tomorrow.reevaluation().run(WORKERS);
                double took = watch.seconds();
                require(done.subjects() == SUBJECTS, done + ", expected " + SUBJECTS);
                require(done.clocksChanged() == 0, done + ", expected no change");
                if (round >= 0) {
                    evaluations.add(SUBJECTS / took);
                    processors.add(SUBJECTS / (store.processorSeconds() - before));
                }
            }
            return List.of(
                    new Measured(
                            "sweep finding 1 000 due among 1 000 000",
                            "seconds",
                            Measured.median(sweeps),
                            Double.NaN,
                            Measured.Target.atMost(1),
                            Map.of("all", sweeps, "proposed", tomorrow.proposed().get())),
                    new Measured(
                            "full re-evaluation",
                            "subjects per second",
                            Measured.median(evaluations),
                            Double.NaN,
                            Measured.Target.atLeast(50_000),
                            Map.of(
                                    "all",
                                    evaluations,
                                    "per-processor-second",
                                    processors,
                                    "workers",
                                    WORKERS)));
        }
    }

    private record Duty(RetentionSweep sweep, Reevaluation reevaluation, AtomicInteger proposed) {}

    /** Proposals are counted and thrown away: the sheet is not what is measured. */
    private static Duty duty(BenchStore store, Instant now) {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var ground =
                new RetentionGround(
                        store.transactions(),
                        Packs.load(Path.of("config")),
                        new JdbcJournal(store.jdbi(), clock),
                        clock);
        var tables = new JdbcRetention(store.jdbi(), store.master, clock);
        var proposed = new AtomicInteger();
        return new Duty(
                new RetentionSweep(
                        ground,
                        tables,
                        proposals -> {
                            proposed.addAndGet(proposals.size());
                            return proposals.size();
                        }),
                new Reevaluation(ground, tables),
                proposed);
    }

    /**
     * The duty itself sets the clocks of a few subjects; the million are copies of them under other
     * pseudonyms.
     */
    private static void fill(BenchStore store) {
        subjects(store, "a", 1, PATTERNS, "s.seq");
        var today = duty(store, TODAY);
        today.reevaluation().run(1);
        today.sweep().run();
        store.execute(
                "CREATE TABLE bench_subjects (id BINARY(16) PRIMARY KEY, pattern BINARY(16))");
        store.execute(
                "INSERT INTO bench_subjects SELECT UNHEX(MD5(CONCAT('b', seq))), UNHEX(MD5(CONCAT('a',"
                        + " IF(seq < "
                        + DUE
                        + ", "
                        + PATTERNS
                        + ", 1 + seq % "
                        + (PATTERNS - 1)
                        + ")))) AS pattern FROM seq_1_to_"
                        + (SUBJECTS - PATTERNS)
                        + " ORDER BY 1");
        copy(
                store,
                "subjects",
                "subject_id",
                "platform, user_id_hash, sealed_user_id, created_at",
                "platform, b.id, '', created_at");
        copy(
                store,
                "facts",
                "subject_id",
                "id_hash, fact_id, fact_key, happened_on, source, course_id, record_version, replaced, told_at",
                "UNHEX(MD5(CONCAT(b.id, x.id_hash))), fact_id, fact_key, happened_on, source, course_id,"
                        + " record_version, replaced, told_at");
        var clocks =
                "rule_key, platform, stage, active_until, archive_until, final_since, archive_reason, winner,"
                        + " waits_for, next_transition_at, asked_for, asked_on, print, pack_version, moved_from, changed_at";
        copy(store, "retention_clocks", "subject_id", clocks, clocks);
        store.execute("ANALYZE TABLE subjects, facts, retention_clocks");
    }

    private static void subjects(BenchStore store, String prefix, int from, int to, String number) {
        var id = "UNHEX(MD5(CONCAT('" + prefix + "', " + number + ")))";
        var numbers = " FROM seq_" + from + "_to_" + to + " s";
        store.execute(
                "INSERT INTO subjects (subject_id, platform, user_id_hash, sealed_user_id, created_at) SELECT "
                        + id
                        + ", 'imp-moodle', "
                        + id
                        + ", '', '2025-01-01'"
                        + numbers);
        fact(store, id, "contract-end", CONTRACT_END, numbers);
        fact(store, id, "first-seen", "DATE '2024-09-01'", numbers);
        fact(store, id, "last-access", "DATE '2025-11-01'", numbers);
    }

    private static void fact(BenchStore store, String id, String key, String day, String numbers) {
        store.execute(
                "INSERT INTO facts (subject_id, id_hash, fact_id, fact_key, happened_on, source, told_at) SELECT "
                        + id
                        + ", UNHEX(MD5(CONCAT('"
                        + key
                        + "', seq))), '"
                        + key
                        + "', '"
                        + key
                        + "', "
                        + day
                        + ", 'crm', '2026-01-01'"
                        + numbers);
    }

    /** In the order of the pseudonyms, so that the clustered index grows at its end. */
    private static void copy(
            BenchStore store, String table, String id, String columns, String values) {
        store.execute(
                "INSERT INTO "
                        + table
                        + " ("
                        + id
                        + ", "
                        + columns
                        + ") SELECT b.id, "
                        + values
                        + " FROM bench_subjects b STRAIGHT_JOIN "
                        + table
                        + " x ON x."
                        + id
                        + " = b.pattern ORDER BY b.id");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }
}
