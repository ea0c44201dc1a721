package org.passerelle.app.wiring;

import java.util.ArrayList;
import java.util.List;
import org.passerelle.api.AccountOperations;
import org.passerelle.api.Api;
import org.passerelle.api.Operation;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.api.accounts.JdbcAccounts;
import org.passerelle.api.accounts.SignIns;

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
                ground.master(),
                ground.random(),
                ground.journal(),
                ground.clock());
    }

    /**
     * @param duties what may be asked of the duties; accounts come by themselves
     * @param refusals learns of everybody who asked for what is not for his roles
     */
    Api api(List<Operation> duties, Api.Refusals refusals) {
        var all = new ArrayList<>(new AccountOperations(accounts()).all());
        all.addAll(duties);
        return new Api(List.copyOf(all), signIns, refusals);
    }
}
