package org.passerelle.personaldata;

import org.jspecify.annotations.Nullable;

/**
 * A fault that may pass by itself: redelivered with back-off. Its message holds no personal value.
 */
public abstract class TransientFailure extends RuntimeException {
    protected TransientFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
