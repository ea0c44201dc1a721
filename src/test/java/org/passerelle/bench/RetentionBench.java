package org.passerelle.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.commands.Proposals;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.Reevaluation;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.RetentionSweep;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/**
 * A sweep that finds 1 000 due among many subjects, and a re-evaluation of all of them.
 *
 * <p>Prints one JSON object. Argument: how many subjects, 1 000 000 if left out. Targets: the sweep
 * at most 1 s, the re-evaluation at least 50 000 subjects a second.
 */
public final class RetentionBench {
    private static final int DUE = 1000;

    private RetentionBench() {}

    public static void main(String[] arguments) throws SQLException {
        int subjects = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        var store = new TestStore().open();
        try {
            fill(store.jdbi(), subjects);
            measure(store, subjects);
        } finally {
            store.close();
        }
    }

    /** Contracts that end over the next years; every subject has six facts. */
    private static void fill(Jdbi jdbi, int subjects) {
        var from = " FROM seq_1_to_" + subjects;
        jdbi.useHandle(
                handle -> {
                    handle.execute(
                            "INSERT INTO subjects (subject_id, platform, user_id_hash, sealed_user_id, created_at)"
                                    + " SELECT UNHEX(MD5(seq)), 'upromi-moodle', UNHEX(SHA2(seq, 256)), '', NOW(6)"
                                    + from);
                    fact(handle::execute, "contract-start", "'2025-09-01'", from);
                    fact(
                            handle::execute,
                            "contract-end",
                            "DATE_ADD('2026-07-01', INTERVAL FLOOR(seq / " + DUE + ") DAY)",
                            from);
                    fact(handle::execute, "first-seen", "'2025-09-02'", from);
                    fact(handle::execute, "first-access", "'2025-09-03'", from);
                    fact(handle::execute, "last-access", "'2026-06-03'", from);
                    fact(handle::execute, "enrolment-seen", "'2025-09-02'", from);
                });
    }

    private static void fact(Consumer<String> sql, String key, String day, String from) {
        sql.accept(
                "INSERT INTO facts (subject_id, id_hash, fact_id, fact_key, happened_on, source, told_at)"
                        + " SELECT UNHEX(MD5(seq)), UNHEX(MD5(CONCAT('"
                        + key
                        + "', seq))), CONCAT('"
                        + key
                        + "/', seq), '"
                        + key
                        + "', "
                        + day
                        + ", 'crm', NOW(6)"
                        + from);
    }

    private static void measure(TestStore store, int subjects) {
        var clock = new SettableClock("2026-06-30T12:00:00Z");
        var ground =
                new RetentionGround(
                        store.transactions(),
                        Packs.load(Path.of("config")),
                        new JdbcJournal(store.jdbi(), clock),
                        clock);
        var tables = new JdbcRetention(store.jdbi(), store.master(), clock);
        Proposals sheet = proposals -> proposals.size();
        var reevaluation = new Reevaluation(ground, tables);

        var first = timed(() -> reevaluation.run(2).clocksChanged());
        var again = timed(() -> reevaluation.run(2).clocksChanged());
        var idle = timed(() -> new RetentionSweep(ground, tables, sheet).run().subjects());
        clock.set(Instant.parse("2026-07-01T22:00:00Z"));
        var sweep = timed(() -> new RetentionSweep(ground, tables, sheet).run().proposed());
        System.out.printf(
                Locale.ROOT,
                "{\"subjects\": %d, \"firstEvaluationPerSecond\": %.0f, \"clocksWritten\": %d,"
                        + " \"reevaluationPerSecond\": %.0f, \"clocksRewritten\": %d,"
                        + " \"idleSweepSeconds\": %.3f, \"sweepSeconds\": %.3f, \"sweepFound\": %d}%n",
                subjects,
                subjects / first.seconds(),
                first.result(),
                subjects / again.seconds(),
                again.result(),
                idle.seconds(),
                sweep.seconds(),
                sweep.result());
    }

    private record Timed(double seconds, long result) {}

    private static Timed timed(LongSupplier work) {
        long start = System.nanoTime();
        long result = work.getAsLong();
        return new Timed(Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0, result);
    }
}
