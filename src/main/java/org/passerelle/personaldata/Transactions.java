package org.passerelle.personaldata;

import java.util.function.Supplier;

/**
 * The one way to open a transaction on the store. A duty owns it; a route never opens one.
 *
 * <p>Guarantee: everything the current thread writes through {@code Jdbc…} classes within the call
 * is committed together or not at all. A call within a call joins the outer transaction. The work
 * may be done again from its beginning when the store gave the transaction up for another one, so
 * it begins with nothing left over from before. Errors: {@link OwnStoreUnavailable} when the store
 * cannot be reached.
 */
public interface Transactions {
    <T> T within(Supplier<T> work);

    default void within(Runnable work) {
        within(
                () -> {
                    work.run();
                    return true;
                });
    }
}
