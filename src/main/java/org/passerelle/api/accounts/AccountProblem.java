package org.passerelle.api.accounts;

import org.passerelle.personaldata.PermanentFailure;

/** An account cannot be like that; the message says what was expected. */
public final class AccountProblem extends PermanentFailure {
    public AccountProblem(String message) {
        super(message, null);
    }
}
