package org.passerelle.app.wiring;

import java.util.ArrayList;
import java.util.List;
import org.passerelle.api.AccountOperations;
import org.passerelle.api.Api;
import org.passerelle.api.Operation;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.api.accounts.JdbcAccounts;
import org.passerelle.api.accounts.JdbcPermissions;
import org.passerelle.api.accounts.Reviews;
import org.passerelle.api.accounts.SignIns;
import org.passerelle.app.settings.SettingsProblem;
import org.passerelle.disclosure.group.Review;
import org.passerelle.journal.alerts.SecurityAlerts;

/** The door for programs, put together. */
public final class DoorParts {
    private final Ground ground;
    private final JdbcAccounts rows;
    private final SignIns signIns;

    DoorParts(Ground ground) {
        this.ground = ground;
        this.rows = new JdbcAccounts(ground.jdbi());
        this.signIns = new SignIns(ground.transactions(), rows, ground.master(), ground.clock());
    }

    SignIns signIns() {
        return signIns;
    }

    public Accounts accounts() {
        return new Accounts(
                ground.transactions(),
                rows,
                new Accounts.Mint(ground.master(), ground.random()),
                ground.journal(),
                ground.clock(),
                reviewedWithin());
    }

    Reviews reviews(SecurityAlerts alerts) {
        return new Reviews(
                ground.transactions(),
                new Reviews.Tables(rows, new JdbcPermissions(ground.jdbi())),
                ground.journal(),
                alerts,
                ground.clock(),
                reviewedWithin());
    }

    private int reviewedWithin() {
        long days = ground.settings().accounts().reviewedWithin().toDays();
        if (days < 1 || days > Review.LONGEST_DAYS) {
            throw new SettingsProblem(
                    List.of(
                            "setting accounts.reviewed-within is "
                                    + days
                                    + " days; expected 1d to "
                                    + Review.LONGEST_DAYS
                                    + "d: a permission is looked at every year"));
        }
        return Math.toIntExact(days);
    }

    List<Operation> operations(SecurityAlerts alerts) {
        return new AccountOperations(accounts(), reviews(alerts)).all();
    }

    /**
     * @param duties what may be asked
     * @param refusals learns of everybody who asked for what is not for his roles
     */
    Api api(List<Operation> duties, Api.Refusals refusals) {
        var all = new ArrayList<>(duties);
        return new Api(List.copyOf(all), signIns, refusals);
    }
}
