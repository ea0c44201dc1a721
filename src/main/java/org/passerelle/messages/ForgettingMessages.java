package org.passerelle.messages;

import java.time.Clock;
import java.time.Duration;
import org.passerelle.personaldata.Transactions;

/**
 * Removes old rows of {@code processed_messages}, which otherwise grow with every message.
 *
 * <p>Guarantee: a message that may still come again, redelivered or replayed, is remembered, as
 * long as the age is longer than the life of both.
 */
public final class ForgettingMessages {
    /** Short transactions: consumers claim in the same table. */
    private static final int AT_ONCE = 5_000;

    private final Transactions transactions;
    private final JdbcProcessedMessages processed;
    private final Clock clock;
    private final Duration kept;

    /**
     * @param kept longer than any redelivery and than failed messages can be replayed
     */
    public ForgettingMessages(
            Transactions transactions,
            JdbcProcessedMessages processed,
            Clock clock,
            Duration kept) {
        this.transactions = transactions;
        this.processed = processed;
        this.clock = clock;
        this.kept = kept;
    }

    /** Forgets all that is older; repeatable. */
    public long forget() {
        var before = clock.instant().minus(kept);
        long all = 0;
        int some;
        do {
            some = transactions.within(() -> processed.forget(before, AT_ONCE));
            all += some;
        } while (some == AT_ONCE);
        return all;
    }
}
