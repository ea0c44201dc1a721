package org.passerelle.bench;

/** Seconds something took. */
final class Stopwatch {
    private final long start = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
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
