package org.passerelle.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.passerelle.policy.Policies;
import org.passerelle.policy.pack.Examples;

/**
 * Decisions per second on one core: the questions of the examples of both organisations, mixed,
 * each answered from nothing. Counted in processor time, so that other work on the machine takes no
 * part.
 */
final class DecideBench implements Bench.Benchmark {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 3;
    private static final int A_ROUND = 500_000;
    private static final double WANTED = 500_000;

    @Override
    public List<Measured> run(Path folder) {
        var asked = Examples.questions(Path.of("config")).toArray(Examples.Asked[]::new);
        var rates = new ArrayList<Double>();
        long allowed = 0;
        for (int round = 0; round < ROUNDS + WARM_UP; round++) {
            long begin = CPU.getCurrentThreadCpuTime();
            allowed = round(asked);
            double rate = A_ROUND / ((CPU.getCurrentThreadCpuTime() - begin) / 1e9);
            if (round >= WARM_UP) {
                rates.add(rate);
            }
        }
        return List.of(
                new Measured(
                        "decide",
                        "decisions/s",
                        Measured.median(rates),
                        Double.NaN,
                        Measured.Target.atLeast(WANTED),
                        Map.of("questions", asked.length, "allowed", allowed, "rates", rates)));
    }

    /** How many of a round were allowed, so that no answer is thrown away unseen. */
    private static long round(Examples.Asked[] asked) {
        long allowed = 0;
        for (int i = 0; i < A_ROUND; i++) {
            var one = asked[i % asked.length];
            if (Policies.decide(one.pack(), one.question()).allows()) {
                allowed++;
            }
        }
        return allowed;
    }
}
