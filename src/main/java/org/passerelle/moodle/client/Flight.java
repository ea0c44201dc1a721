package org.passerelle.moodle.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call under way: who ends it before its answer is whole, and how that is told. */
final class Flight {
    private final Wire.Call call;
    private final Duration timeout;
    private final long start = System.nanoTime();
    private final Queue<Runnable> cancels = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean expired = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();

    Flight(Wire.Call call, Duration timeout) {
        this.call = call;
        this.timeout = timeout;
    }

    Wire.Call call() {
        return call;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The head of the answer has come. */
    void answered() {
        answered.set(true);
    }

    HttpResponse<InputStream> response(CompletableFuture<HttpResponse<InputStream>> sent) {
        cancels.add(() -> sent.cancel(true));
        cancelIfEnded();
        try {
            return sent.get();
        } catch (InterruptedException interrupted) {
            stop();
            Thread.currentThread().interrupt();
            throw broken("stopped");
        } catch (CancellationException cancelled) {
            throw broken("ended");
        } catch (ExecutionException failed) {
            throw ended()
                    ? broken("ended")
                    : call.failure(Network.judge(call.function(), failed.getCause()));
        }
    }

    void streaming(InputStream in) {
        cancels.add(() -> close(in));
        cancelIfEnded();
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException alreadyBroken) {
            return;
        }
    }

    void expire() {
        expired.set(!stopped.get());
        cancelIfEnded();
    }

    void stop() {
        stopped.set(!expired.get());
        cancelIfEnded();
    }

    private boolean ended() {
        return expired.get() || stopped.get();
    }

    private void cancelIfEnded() {
        if (ended()) {
            cancels.forEach(Runnable::run);
        }
    }

    /** The failure to throw when reading broke off. */
    RuntimeException broken(String what) {
        String function = call.function();
        if (expired.get()) {
            return call.failure(Faults.network(function, "timeout", tooLate(), true));
        }
        return call.failure(
                stopped.get()
                        ? Faults.network(
                                function,
                                "stopped",
                                "the bridge is stopping; the answer was not waited for",
                                true)
                        : Faults.network(function, "connection-lost", what, true));
    }

    private String tooLate() {
        return "no whole answer within "
                + timeout.toSeconds()
                + " s"
                + (answered.get() ? ", though it had begun" : "")
                + "; Moodle may still be at work";
    }
}
