package org.passerelle.messages;

import org.passerelle.personaldata.PermanentFailure;

/** A mail that will never leave. */
public final class MailRefused extends PermanentFailure {
    private static final long serialVersionUID = 1;

    private final String code;

    /**
     * @param code kebab-case: {@code no-mail-server, address-refused}
     */
    public MailRefused(String code, String message) {
        super(message, null);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
