package org.passerelle.app.backing;

import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.passerelle.app.outage.OwnFaults;
import org.passerelle.personaldata.OwnStoreUnavailable;
import org.passerelle.personaldata.Transactions;

/**
 * Transactions on JDBI's thread-bound handle: every {@code Jdbc…} class called within joins it.
 *
 * <p>One that the store gave up because it and another waited for each other is done again at once:
 * nothing of it was kept, and the other has gone on.
 */
public final class JdbcTransactions implements Transactions {
    private static final int ATTEMPTS = 5;

    private final Jdbi jdbi;
    private final ThreadLocal<Boolean> open = ThreadLocal.withInitial(() -> false);

    public JdbcTransactions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public <T> T within(Supplier<T> work) {
        if (open.get()) {
            return once(work);
        }
        open.set(true);
        try {
            return untilNoDeadlock(work);
        } finally {
            open.remove();
        }
    }

    private <T> T untilNoDeadlock(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (OwnStoreUnavailable e) {
                if (attempt == ATTEMPTS || !OwnFaults.isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    private <T> T once(Supplier<T> work) {
        try {
            return jdbi.inTransaction(handle -> work.get());
        } catch (JdbiException e) {
            if (OwnFaults.isStoreAway(e)) {
                throw new OwnStoreUnavailable(
                        "the store did not answer; the work is done again when it does", e);
            }
            throw e;
        }
    }
}
