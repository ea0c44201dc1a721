package org.passerelle.commands.exchange;

import org.passerelle.personaldata.TransientFailure;

/** The folder of verification keys cannot be read while we run; the command is not judged. */
public final class KeysUnreadable extends TransientFailure {
    private static final long serialVersionUID = 1;

    KeysUnreadable(String message, Throwable cause) {
        super(message, cause);
    }
}
