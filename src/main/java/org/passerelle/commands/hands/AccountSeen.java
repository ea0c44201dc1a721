package org.passerelle.commands.hands;

/** What reading an account showed. */
public sealed interface AccountSeen {
    record Present(FormerIdentity identity, boolean suspended) implements AccountSeen {}

    /** It is not there, and the same call finds an account that is. */
    record Gone() implements AccountSeen {}

    /**
     * It was not found, but nothing proves that the call finds anybody.
     *
     * @param why what would make it visible
     */
    record NotVisible(String why) implements AccountSeen {}

    /** It must never be touched: an administrator's, a service's or the guest's. */
    record Untouchable(String why) implements AccountSeen {}
}
