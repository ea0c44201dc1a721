package org.passerelle.api.accounts;

/** Who knocks. */
public sealed interface Caller {
    record SignedIn(Account account) implements Caller {}

    /** No token, or none that is good. */
    record Nobody() implements Caller {}
}
