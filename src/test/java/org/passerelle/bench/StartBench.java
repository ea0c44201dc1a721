package org.passerelle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * From {@code ./passerelle run} to the line that says it is ready, store and broker of its own
 * included, with a data folder and a quick-start archive that an earlier start left.
 */
final class StartBench implements Bench.Benchmark {
    private static final int REPETITIONS = 5;

    @Override
    public List<Measured> run(Path folder) throws Exception {
        var starts = new ArrayList<Double>();
        double first = 0;
        for (int round = -1; round < REPETITIONS; round++) {
            double took = start(folder.resolve("data"), folder.resolve("log"));
            if (round < 0) {
                first = took;
            } else {
                starts.add(took);
            }
        }
        return List.of(
                new Measured(
                        "warm start to ready",
                        "seconds",
                        Measured.median(starts),
                        Double.NaN,
                        Measured.Target.atMost(5),
                        Map.of("all", starts, "first, with what is made once", first)));
    }

    private static double start(Path data, Path log) throws IOException, InterruptedException {
        var watch = new Stopwatch();
        var process =
                new ProcessBuilder(
                                Path.of("passerelle").toAbsolutePath().toString(),
                                "run",
                                "--data",
                                data.toString(),
                                "--set",
                                "http.port=0",
                                "--set",
                                "management.port=0")
                        .redirectError(log.toFile())
                        .start();
        try {
            awaitReady(process, log);
            return watch.seconds();
        } finally {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static void awaitReady(Process process, Path log) throws IOException {
        var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("Passerelle is ready")) {
                return;
            }
        }
        throw new IOException("it ended before it was ready:\n" + Files.readString(log));
    }
}
