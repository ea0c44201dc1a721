package org.passerelle.app.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A part of the start that is done on a thread of its own, while another part is waited for. */
final class Ahead<T> implements AutoCloseable {
    private final CompletableFuture<T> result;

    private Ahead(CompletableFuture<T> result) {
        this.result = result;
    }

    static <T> Ahead<T> begin(Supplier<T> work) {
        return new Ahead<>(
                CompletableFuture.supplyAsync(
                        work, task -> Thread.ofPlatform().daemon().name("start").start(task)));
    }

    /** Waits for it; fails as it failed. */
    T get() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw e;
        }
    }

    /** Closes what was started, when the start failed elsewhere. */
    @Override
    public void close() {
        result.thenAccept(Ahead::end).exceptionally(failed -> null).join();
    }

    private static void end(Object started) {
        if (started instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (Exception e) {
                throw new IllegalStateException("a part of a failed start did not stop", e);
            }
        }
    }
}
