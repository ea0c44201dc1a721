package org.passerelle.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.holds.RestrictedSubjects;

/**
 * A sync of the line's data set with one subject in a hundred frozen and another one on legal hold.
 * Reference: the same sync with nobody frozen, in turn.
 */
final class FrozenPollBench implements Bench.Benchmark {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

    @Override
    public List<Measured> run(Path folder) throws Exception {
        return SyncBench.withSite(
                folder,
                (polls, where, moodle, clients) -> {
                    polls.frozen = restricted(polls.store);
                    try (var line = new Line(polls, where.resolve("line"))) {
                        line.sync();
                        return measure(polls.store, line);
                    }
                });
    }

    private static List<Measured> measure(BenchStore store, Line line) throws Exception {
        var with = new ArrayList<Double>();
        var without = new ArrayList<Double>();
        long held = 0;
        for (int round = -1; round < ROUNDS; round++) {
            store.execute("DELETE FROM holds");
            double free = Stopwatch.seconds(line::sync);
            hold(store, "restriction", 0);
            hold(store, "legal-hold", 1);
            held = store.number("SELECT COUNT(*) FROM holds");
            double frozen = Stopwatch.seconds(line::sync);
            if (round >= 0) {
                without.add(free);
                with.add(frozen);
            }
        }
        return List.of(
                new Measured(
                        "poll with frozen subjects",
                        "seconds",
                        Measured.median(with),
                        Measured.median(without),
                        Measured.Target.atMost(1.2),
                        Map.of("all-with", with, "all-without", without, "held", held)));
    }

    /** One in a hundred; pseudonyms are random, so their order is too. */
    private static void hold(BenchStore store, String kind, int rest) {
        store.execute(
                "INSERT INTO holds (subject_id, kind, reason, placed_by, placed_at)"
                        + " SELECT subject_id, '"
                        + kind
                        + "', 'bench', 'bench', UTC_TIMESTAMP(6) FROM (SELECT subject_id,"
                        + " ROW_NUMBER() OVER (ORDER BY subject_id) AS n FROM subjects) s WHERE n % 100 = "
                        + rest);
    }

    private static RestrictedSubjects restricted(BenchStore store) {
        var ground =
                new RetentionGround(
                        store.transactions(),
                        Packs.load(Path.of("config")),
                        new JdbcJournal(store.jdbi(), store.clock),
                        store.clock);
        return new RestrictedSubjects(
                ground, new JdbcRetention(store.jdbi(), store.master, store.clock));
    }
}
