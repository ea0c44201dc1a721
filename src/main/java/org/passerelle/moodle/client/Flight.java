package org.passerelle.moodle.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A call under way: who ends it before its answer is whole, and how that is told. */
final class Flight {
    /** Who ended it. */
    private enum End {
        NONE,
        EXPIRED,
        STOPPED
    }

    private final Wire.Call call;
    private final Duration timeout;
    private final long start = System.nanoTime();
    private final AtomicReference<CompletableFuture<?>> request =
            new AtomicReference<>(CompletableFuture.completedFuture(true));
    private final AtomicReference<InputStream> body = new AtomicReference<>(InputStream.nullInputStream());
    private final AtomicReference<End> end = new AtomicReference<>(End.NONE);
    private final AtomicBoolean answered = new AtomicBoolean();

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
        request.set(sent);
        cancelIfEnded();
        try {
            return sent.get();
        } catch (InterruptedException stopped) {
            stop();
            Thread.currentThread().interrupt();
            throw broken("stopped");
        } catch (CancellationException ended) {
            throw broken("ended");
        } catch (ExecutionException failed) {
            throw end.get() == End.NONE
                    ? call.failure(Network.judge(call.function(), failed.getCause()))
                    : broken("ended");
        }
    }

    void streaming(InputStream in) {
        body.set(in);
        cancelIfEnded();
    }

    void expire() {
        finish(End.EXPIRED);
    }

    void stop() {
        finish(End.STOPPED);
    }

    private void finish(End how) {
        end.compareAndSet(End.NONE, how);
        cancelIfEnded();
    }

    private void cancelIfEnded() {
        if (end.get() == End.NONE) {
            return;
        }
        request.get().cancel(true);
        try {
            body.get().close();
        } catch (IOException alreadyBroken) {
            return;
        }
    }

    /** The failure to throw when reading broke off. */
    RuntimeException broken(String what) {
        String function = call.function();
        return call.failure(
                switch (end.get()) {
                    case EXPIRED -> Faults.network(function, "timeout", tooLate(), true);
                    case STOPPED ->
                            Faults.network(
                                    function, "stopped", "the bridge is stopping; the answer was not waited for", true);
                    case NONE -> Faults.network(function, "connection-lost", what, true);
                });
    }

    private String tooLate() {
        return "no whole answer within "
                + timeout.toSeconds()
                + " s"
                + (answered.get() ? ", though it had begun" : "")
                + "; Moodle may still be at work";
    }
}
