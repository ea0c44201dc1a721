package org.passerelle.app;

import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.passerelle.personaldata.OwnStoreUnavailable;
import org.passerelle.personaldata.Transactions;

/** Transactions on JDBI's thread-bound handle: every {@code Jdbc…} class called within joins it. */
public final class JdbcTransactions implements Transactions {
    private final Jdbi jdbi;

    public JdbcTransactions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public <T> T within(Supplier<T> work) {
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
