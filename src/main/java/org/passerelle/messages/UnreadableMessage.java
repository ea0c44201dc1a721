package org.passerelle.messages;

import org.passerelle.personaldata.PermanentFailure;

/**
 * The bytes of a message are not what its queue carries. The content is not quoted: it may be
 * personal.
 */
public final class UnreadableMessage extends PermanentFailure {
    public UnreadableMessage(String expected, int bytes) {
        super(
                "message of "
                        + bytes
                        + " bytes cannot be read as "
                        + expected
                        + "; see config/schemas for the expected shape; replay does not help, discard or edit it",
                null);
    }
}
