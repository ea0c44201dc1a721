package org.passerelle.api.accounts;

/**
 * The one function that says who may do what; every door asks it and none has a rule of its own.
 */
public final class Authorisation {
    private Authorisation() {}

    public static Ruling rule(Caller caller, Access access) {
        return switch (caller) {
            case Caller.Nobody nobody -> new Ruling.SignInFirst();
            case Caller.SignedIn signedIn ->
                    may(signedIn.account(), access)
                            ? new Ruling.Allowed(signedIn.account())
                            : new Ruling.NotForYou(access);
        };
    }

    private static boolean may(Account account, Access access) {
        return access.everywhere()
                ? account.mayEverywhere(access.roles())
                : account.roles().stream().anyMatch(access.roles()::contains);
    }

    /** The answer. */
    public sealed interface Ruling {
        record Allowed(Account account) implements Ruling {}

        record SignInFirst() implements Ruling {}

        /** What was needed. */
        record NotForYou(Access needed) implements Ruling {}
    }
}
