package org.passerelle.app.watch;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Tells when tokens that open nothing were shown too often since it was last asked. */
final class SignInWatch {
    /** A person who mistypes does not reach this between two looks; a program that guesses does. */
    static final long MANY = 20;

    private final LongSupplier failed;
    private long seen;

    SignInWatch(LongSupplier failed) {
        this.failed = failed;
    }

    synchronized OptionalLong many() {
        long now = failed.getAsLong();
        long since = now - seen;
        seen = now;
        return since >= MANY ? OptionalLong.of(since) : OptionalLong.empty();
    }
}
