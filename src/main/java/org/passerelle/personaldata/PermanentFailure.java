package org.passerelle.personaldata;

import org.jspecify.annotations.Nullable;

/** A fault that never passes by itself: parked at once. Its message holds no personal value. */
public abstract class PermanentFailure extends RuntimeException {
    protected PermanentFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
