package org.passerelle.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.journal.chain.ChainGround;
import org.passerelle.journal.chain.ChainKey;
import org.passerelle.journal.chain.ChainTables;
import org.passerelle.journal.chain.ChainVerification;
import org.passerelle.journal.chain.CheckpointDelivery;
import org.passerelle.journal.chain.Checkpoints;
import org.passerelle.journal.chain.JdbcChain;
import org.passerelle.journal.chain.JdbcCheckpoints;
import org.passerelle.journal.chain.JdbcSegments;
import org.passerelle.journal.chain.SecondPlace;
import org.passerelle.journal.chain.Sequencer;
import org.passerelle.keys.SigningKeyFiles;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;

/**
 * Writing an entry against a bare insert of the same row; giving entries their places; verifying a
 * million of them, with the heap that is used meanwhile.
 */
final class JournalBench implements Bench.Benchmark {
    private static final int INSERTS = 1000;
    private static final int REPETITIONS = 5;
    private static final int ENTRIES = Integer.getInteger("bench.journal.entries", 1_000_000);
    private static final JournalEntry ENTRY =
            new JournalEntry(
                    new OrganisationKey("imp-formation"),
                    "executor",
                    "command-step-begun",
                    "command 4711",
                    Optional.of(new SubjectId(7, 11)),
                    "begun",
                    Map.of("step", "lock"));

    @Override
    public List<Measured> run(Path folder) throws Exception {
        try (var store = new BenchStore(folder)) {
            var measured = new ArrayList<Measured>();
            measured.add(inserts(store));
            store.execute("DELETE FROM journal_entries");
            measured.addAll(chain(store, folder));
            return measured;
        }
    }

    /** Each in a transaction of its own, committed to the disk, by the same pool. */
    private static Measured inserts(BenchStore store) throws Exception {
        store.execute("CREATE TABLE bench_rows LIKE journal_entries");
        var journal = new JdbcJournal(store.jdbi(), store.clock);
        var written = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        for (int round = -1; round < REPETITIONS; round++) {
            double ours =
                    INSERTS
                            / Stopwatch.seconds(
                                    () -> {
                                        for (int i = 0; i < INSERTS; i++) {
                                            store.transactions()
                                                    .within(() -> journal.append(ENTRY));
                                        }
                                    });
            double theirs = INSERTS / Stopwatch.seconds(() -> bareInserts(store));
            if (round >= 0) {
                written.add(ours);
                bare.add(theirs);
            }
        }
        store.execute("DROP TABLE bench_rows");
        return new Measured(
                "journal entry in a transaction",
                "per second",
                Measured.median(written),
                Measured.median(bare),
                Measured.Target.atLeast(0.6),
                Map.of("all", written, "bare", bare));
    }

    private static void bareInserts(BenchStore store) throws Exception {
        for (int i = 0; i < INSERTS; i++) {
            store.jdbi()
                    .useHandle(
                            handle -> {
                                Connection connection = handle.getConnection();
                                connection.setAutoCommit(false);
                                try (var insert =
                                        connection.prepareStatement(
                                                "INSERT INTO bench_rows (at, organisation, actor, action, object,"
                                                        + " subject_id, outcome, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                                    insert.setTimestamp(1, Timestamp.from(store.clock.instant()));
                                    insert.setString(2, "imp-formation");
                                    insert.setString(3, "executor");
                                    insert.setString(4, "command-step-begun");
                                    insert.setString(5, "command 4711");
                                    insert.setBytes(6, new SubjectId(7, 11).bytes());
                                    insert.setString(7, "begun");
                                    insert.setBytes(
                                            8,
                                            "{\"step\":\"lock\"}".getBytes(StandardCharsets.UTF_8));
                                    insert.executeUpdate();
                                }
                                connection.commit();
                                connection.setAutoCommit(true);
                            });
        }
    }

    private static List<Measured> chain(BenchStore store, Path folder) throws Exception {
        store.execute(
                "INSERT INTO journal_entries (at, organisation, actor, action, object, subject_id, outcome, details)"
                        + " SELECT TIMESTAMPADD(MICROSECOND, seq, UTC_TIMESTAMP(6)), 'imp-formation', 'executor',"
                        + " 'command-step-begun', CONCAT('command ', seq), UNHEX(MD5(seq)), 'begun',"
                        + " '{\"step\":\"lock\"}' FROM seq_1_to_"
                        + ENTRIES);
        var files = new SigningKeyFiles(folder.resolve("signing"), folder.resolve("public"));
        files.createIfAbsent();
        var ground =
                new ChainGround(
                        store.transactions(),
                        new ChainTables(
                                new JdbcChain(store.jdbi()),
                                new JdbcSegments(store.jdbi()),
                                new JdbcCheckpoints(store.jdbi())),
                        new ChainKey(new byte[32]),
                        store.clock);
        var place = new SecondPlace(folder.resolve("second"));
        var journal = new JdbcJournal(store.jdbi(), store.clock);
        var sequencer = new Sequencer(ground, new Checkpoints(ground, files.signingKey()), journal);
        double chaining =
                Stopwatch.seconds(
                        () -> {
                            sequencer.chain();
                            new CheckpointDelivery(ground, place).deliver();
                        });
        var verification = new ChainVerification(ground, place, files.readPublicKeys());
        var heap = new ArrayList<Long>();
        var watch = new Stopwatch();
        var result = verification.verify(passed -> heap.add(used()));
        double seconds = watch.seconds();
        if (!result.clean() || result.extent().entries() != ENTRIES + 1L) {
            throw new AssertionError(result.toString());
        }
        return List.of(
                new Measured(
                        "entries chained, checkpoints delivered",
                        "per second",
                        ENTRIES / chaining,
                        Double.NaN,
                        Measured.Target.atLeast(5000),
                        Map.of("entries", ENTRIES)),
                new Measured(
                        "journal verified",
                        "seconds",
                        seconds,
                        Double.NaN,
                        Measured.Target.atMost(20),
                        Map.of(
                                "entries", ENTRIES,
                                "checkpoints", result.extent().checkpoints(),
                                "heapMegabytesAtMost",
                                        heap.stream().mapToLong(x -> x).max().orElse(0))));
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
