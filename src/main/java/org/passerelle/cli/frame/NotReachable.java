package org.passerelle.cli.frame;

import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.TransientFailure;

/** No process answers behind the door of the data folder. */
public final class NotReachable extends TransientFailure {
    public NotReachable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
