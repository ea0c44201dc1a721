package org.passerelle.keys;

import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.PermanentFailure;

/** The file of the master keys is missing, unreadable, or lacks the key that is in use. */
public final class UnusableMasterKey extends PermanentFailure {
    private static final long serialVersionUID = 1;

    UnusableMasterKey(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
