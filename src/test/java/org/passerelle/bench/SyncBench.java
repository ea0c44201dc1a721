package org.passerelle.bench;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.simulator.MoodleSimulator;
import org.passerelle.simulator.Pace;
import org.passerelle.simulator.ReceivedCall;
import org.passerelle.simulator.site.LoadShape;
import org.passerelle.simulator.site.SimulatedSite;

/**
 * A first full sync of 5 000 users, 20 000 enrolments and 55 000 grade cells, completion included,
 * and a second one of the unchanged site. Reference of the first: the very calls it made, issued
 * again by the same client with the same two at once, and thrown away. Reference of the second: the
 * first.
 */
final class SyncBench implements Bench.Benchmark {
    private static final int POLLERS = 2;

    /** On a machine that is too busy for the whole site: 10 takes a tenth of everything. */
    private static final int PART = Integer.getInteger("bench.part", 1);

    /** What the store says of its own work in the first sync. */
    private static final List<String> COUNTED =
            List.of("Questions", "Com_commit", "Handler_write", "Handler_delete");

    private final String name;
    private final Pace pace;
    private final double limit;
    private final int repetitions;

    SyncBench(String name, Pace pace, double limit, int repetitions) {
        this.name = name;
        this.pace = pace;
        this.limit = limit;
        this.repetitions = repetitions;
    }

    @Override
    public List<Measured> run(Path folder) throws Exception {
        return withSite(folder, this::measure);
    }

    /** What is measured on the site. */
    interface Measure {
        List<Measured> on(Polls polls, Path folder, MoodleSimulator moodle, MoodleClients clients)
                throws Exception;
    }

    static List<Measured> withSite(Path folder, Measure measure) throws Exception {
        try (var store = new BenchStore(folder);
                var moodle = MoodleSimulator.start(SimulatedSite.load(shape(), store.clock));
                var clients = Polls.clients(store)) {
            var token = Files.writeString(folder.resolve("token"), moodle.site().reader().token());
            var platform = InventedPlatform.at(moodle.baseUrl(), token);
            var polls =
                    new Polls(
                            store,
                            platform,
                            (directory, in) -> Polls.moodle(clients, directory, in));
            token.toFile().setReadable(false, false);
            token.toFile().setReadable(true, true);
            return measure.on(polls, folder, moodle, clients);
        }
    }

    private static LoadShape shape() {
        return new LoadShape(5_000 / PART, 40 / PART, 20_000 / PART, 55_000 / PART);
    }

    private List<Measured> measure(
            Polls polls, Path folder, MoodleSimulator moodle, MoodleClients clients)
            throws Exception {
        var first = new ArrayList<Double>();
        var second = new ArrayList<Double>();
        var calls = new ArrayList<Double>();
        var written = new HashMap<String, Object>();
        for (int round = -1; round < repetitions; round++) {
            polls.forgetEverything();
            moodle.pace(round < 0 ? Pace.none() : pace);
            // A broker of its own each time: an old one would know the ids of the first round.
            try (var line = new Line(polls, folder.resolve("line" + round))) {
                moodle.forgetCalls();
                double idle = Stopwatch.processor();
                var status = COUNTED.stream().map(polls.store::writes).toList();
                double full = Stopwatch.seconds(line::sync);
                double spentFirst = Stopwatch.processor() - idle;
                var made =
                        moodle.calls().stream().filter(call -> !call.manner().batched()).toList();
                var before = rows(polls.store);
                var counted = COUNTED.stream().map(polls.store::writes).toList();
                idle = Stopwatch.processor();
                double again = Stopwatch.seconds(line::sync);
                double spentSecond = Stopwatch.processor() - idle;
                requireUnchanged(before, rows(polls.store));
                var client = clients.reading(polls.platform);
                idle = Stopwatch.processor();
                double bare = Stopwatch.seconds(() -> throwAway(client, made));
                double spentCalls = Stopwatch.processor() - idle;
                if (round >= 0) {
                    first.add(full);
                    second.add(again);
                    calls.add(bare);
                    written.putAll(difference(before, rows(polls.store)));
                    written.put("calls", made.size());
                    written.merge("tasks read again", line.repeats(), SyncBench::sum);
                    for (int i = 0; i < COUNTED.size(); i++) {
                        written.put("first, " + COUNTED.get(i), counted.get(i) - status.get(i));
                    }
                    written.put(
                            "processor-seconds first, second, calls",
                            List.of(spentFirst, spentSecond, spentCalls));
                }
            }
        }
        written.put("records", polls.store.number("SELECT COUNT(*) FROM learning_records"));
        written.put("part-of-the-site", "1/" + PART);
        written.put("all-first", first);
        written.put("all-second", second);
        written.put("all-calls", calls);
        return List.of(
                new Measured(
                        name,
                        "seconds",
                        Measured.median(first),
                        Measured.median(calls),
                        Measured.Target.atMost(limit),
                        written),
                new Measured(
                        name + ", second sync",
                        "seconds",
                        Measured.median(second),
                        Measured.median(first),
                        Measured.Target.atMost(0.5),
                        written));
    }

    private static void throwAway(MoodleClient client, List<ReceivedCall> calls) throws Exception {
        try (var pollers = Executors.newFixedThreadPool(POLLERS)) {
            var answers = new ArrayList<Future<Integer>>();
            for (ReceivedCall call : calls) {
                var arguments = new Arguments(new HashMap<String, Object>(call.arguments()));
                answers.add(
                        pollers.submit(
                                () -> client.stream(call.function(), arguments, SyncBench::skip)));
            }
            for (Future<Integer> answer : answers) {
                answer.get();
            }
        }
    }

    private static Object sum(Object one, Object other) {
        return (Integer) one + (Integer) other;
    }

    private static int skip(JsonParser parser) throws IOException {
        int tokens = 0;
        while (parser.nextToken() != null) {
            tokens++;
        }
        return tokens;
    }

    /** What stands in the learning tables: any write changes at least one of these. */
    private static Map<String, Long> rows(BenchStore store) {
        var sums =
                Map.of(
                        "learning rows",
                        "SELECT COALESCE(SUM(CRC32(CONCAT_WS('|', HEX(key_hash), HEX(content_hash), version, state,"
                                + " absences, changed_at))), 0) FROM learning_records",
                        "access rows",
                        "SELECT COUNT(*) FROM accesses",
                        "subject rows",
                        "SELECT COUNT(*) FROM subjects",
                        "record events",
                        "SELECT COALESCE(SUM(added + changed + gone), 0) FROM poll_runs");
        var rows = new HashMap<String, Long>();
        sums.forEach((what, sql) -> rows.put(what, store.number(sql)));
        return rows;
    }

    /** Speed at the price of rows written for nothing is no number either. */
    private static void requireUnchanged(Map<String, Long> before, Map<String, Long> after) {
        if (!before.equals(after)) {
            throw new AssertionError(
                    "the second sync of an unchanged site wrote: " + difference(before, after));
        }
    }

    private static Map<String, Object> difference(
            Map<String, Long> before, Map<String, Long> after) {
        var difference = new HashMap<String, Object>();
        before.forEach(
                (what, value) ->
                        difference.put("second sync, written " + what, after.get(what) - value));
        return difference;
    }
}
