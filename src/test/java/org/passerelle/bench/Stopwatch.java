package org.passerelle.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Seconds something took. */
final class Stopwatch {
    private final long start = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /**
     * Seconds of processor time this process and its children (the store) have used: what a busy
     * machine does not change.
     */
    static double processor() {
        var own = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return own.getProcessCpuTime() / 1e9
                + ProcessHandle.current()
                        .descendants()
                        .flatMap(child -> child.info().totalCpuDuration().stream())
                        .mapToDouble(spent -> spent.toNanos() / 1e9)
                        .sum();
    }

    /** Work that may fail. */
    interface Work {
        void run() throws Exception;
    }

    static double seconds(Work work) throws Exception {
        var watch = new Stopwatch();
        work.run();
        return watch.seconds();
    }
}
