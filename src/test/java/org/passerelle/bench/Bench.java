package org.passerelle.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.simulator.Pace;

/**
 * Runs the benchmarks named as arguments and prints one JSON object per number on standard output.
 *
 * <p>Start it with {@code bench/run}.
 */
public final class Bench {
    private static final String SECOND = "second-sync";
    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                "first-sync",
                new SyncBench("first-sync", Pace.none(), 4, Integer.getInteger("bench.rounds", 2)));
        ALL.put("frozen-poll", new FrozenPollBench());
        ALL.put("first-sync-slow", new SyncBench("first-sync-slow", Pace.measured(), 1.1, 1));
        ALL.put(SECOND, Bench::secondSync);
        ALL.put("staging", new StagingBench());
        ALL.put("sweep", new SweepBench());
        ALL.put("commands", new CommandsBench());
        ALL.put("journal", new JournalBench());
        ALL.put("export", new ExportBench());
        ALL.put("heap", new HeapBench());
        ALL.put("start", new StartBench());
        ALL.put("decide", new DecideBench());
    }

    private Bench() {}

    /** The second number of {@code first-sync} alone. */
    private static List<Measured> secondSync(Path folder) throws Exception {
        return List.of(ALL.get("first-sync").run(folder).getLast());
    }

    /** What one name measures; it may give several numbers. */
    interface Benchmark {
        /**
         * @param folder empty, its own
         */
        List<Measured> run(Path folder) throws Exception;
    }

    /** {@code first-sync} prints the second sync too. */
    private static List<String> all() {
        return ALL.keySet().stream().filter(name -> !name.equals(SECOND)).toList();
    }

    public static void main(String[] names) throws Exception {
        PrintStream out = System.out;
        var asked = names.length == 0 ? all() : List.of(names);
        var unknown = asked.stream().filter(name -> !ALL.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            System.err.println(
                    "unknown "
                            + unknown
                            + "; expected some of "
                            + ALL.keySet()
                            + ", or nothing for all");
            System.exit(2);
        }
        var target = Files.createDirectories(Path.of("target").toAbsolutePath());
        for (String name : asked) {
            var folder = Files.createTempDirectory(target, "bench-");
            try {
                for (Measured measured : ALL.get(name).run(folder)) {
                    out.println(measured.json());
                }
            } finally {
                Folders.delete(folder);
            }
        }
        System.exit(0);
    }
}
