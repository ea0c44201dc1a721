package org.passerelle.keys;

import org.passerelle.personaldata.PermanentFailure;

/** A key file of commands or evidence is missing, unreadable, or not what it should be. */
public final class UnusableSigningKey extends PermanentFailure {
    private static final long serialVersionUID = 1;

    UnusableSigningKey(String message, Throwable cause) {
        super(message, cause);
    }
}
