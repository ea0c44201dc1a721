package org.passerelle.api.accounts;

import java.util.Collections;
import java.util.Set;

/**
 * The one function that says who may do what; every door asks it and none has a rule of its own.
 */
public final class Authorisation {
    private Authorisation() {}

    public static Ruling rule(Caller caller, Access access) {
        return switch (caller) {
            case Caller.Nobody nobody -> new Ruling.SignInFirst();
            case Caller.SignedIn signedIn ->
                    Collections.disjoint(signedIn.account().roles(), access.roles())
                            ? new Ruling.NotForYou(access.roles())
                            : new Ruling.Allowed(signedIn.account());
        };
    }

    /** The answer. */
    public sealed interface Ruling {
        record Allowed(Account account) implements Ruling {}

        record SignInFirst() implements Ruling {}

        /**
         * @param needed any of these
         */
        record NotForYou(Set<Role> needed) implements Ruling {
            public NotForYou {
                needed = Set.copyOf(needed);
            }
        }
    }
}
