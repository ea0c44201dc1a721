package org.passerelle.cli;

import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.TransientFailure;

/** No process answers behind the door of the data folder. */
final class NotReachable extends TransientFailure {
    NotReachable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
