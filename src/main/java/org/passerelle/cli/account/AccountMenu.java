package org.passerelle.cli.account;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle account …}. */
public final class AccountMenu {
    private AccountMenu() {}

    public static CommandLine account(Surroundings around) {
        return Entity.of(
                "Who may come in.",
                new AccountAdd(around),
                new AccountList(around),
                new AccountRenew(around),
                new AccountReview(around),
                new AccountRevoke(around));
    }
}
