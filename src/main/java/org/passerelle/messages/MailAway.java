package org.passerelle.messages;

import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.TransientFailure;

/** The mail server cannot be reached, or says later. */
public final class MailAway extends TransientFailure {
    private static final long serialVersionUID = 1;

    public MailAway(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
