package org.passerelle.commands.exchange;

import org.passerelle.personaldata.PermanentFailure;

/** A key file of the commands is missing or is not what it should be. Its content is not quoted. */
public final class UnusableCommandKey extends PermanentFailure {
    UnusableCommandKey(String message, Throwable cause) {
        super(message, cause);
    }
}
