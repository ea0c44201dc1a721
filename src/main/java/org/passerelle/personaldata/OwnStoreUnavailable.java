package org.passerelle.personaldata;

import org.jspecify.annotations.Nullable;

/**
 * Our own store or broker is away: uses no attempt, the message rolls back and the consumer pauses.
 */
public final class OwnStoreUnavailable extends TransientFailure {
    public OwnStoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
