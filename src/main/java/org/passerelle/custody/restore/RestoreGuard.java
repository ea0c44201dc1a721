package org.passerelle.custody.restore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.passerelle.personaldata.TransientFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether polls may run. It looks once a minute: a store is restored while nothing runs, or
 * behind our back.
 */
public final class RestoreGuard {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreGuard.class);
    private static final Duration AGE = Duration.ofMinutes(1);

    private final Restores restores;
    private final Clock clock;
    private final AtomicReference<Optional<Seen>> seen = new AtomicReference<>(Optional.empty());

    private record Seen(Instant at, boolean mayPoll) {}

    public RestoreGuard(Restores restores, Clock clock) {
        this.restores = restores;
        this.clock = clock;
    }

    public boolean mayPoll() {
        var last = latest().orElse(new Seen(Instant.EPOCH, false));
        var now = clock.instant();
        boolean old = !now.isBefore(last.at().plus(AGE));
        if (last.mayPoll() && !old) {
            return true;
        }
        boolean may = look(last, old);
        seen.set(Optional.of(new Seen(may || old ? now : last.at(), may)));
        return may;
    }

    private Optional<Seen> latest() {
        return Objects.requireNonNull(seen.get());
    }

    /** A second place that is away stops nobody who was let through before. */
    private boolean look(Seen last, boolean tell) {
        try {
            var state = restores.check();
            if (!state.mayPoll() && tell) {
                LOG.error(
                        "our own store was restored from a backup: {} erasures are not replayed, {}"
                                + " checkpoints of the journal are missing; nothing is polled; see:"
                                + " passerelle restore check",
                        state.missingTombstones(),
                        state.journal().beyond());
            }
            return state.mayPoll();
        } catch (TransientFailure away) {
            LOG.warn("whether the store was restored cannot be seen: {}", away.getMessage());
            return last.mayPoll();
        }
    }
}
