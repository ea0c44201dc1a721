package org.passerelle.api;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.passerelle.api.accounts.AccountName;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.api.accounts.Grant;
import org.passerelle.api.accounts.JdbcAccounts;
import org.passerelle.api.accounts.Role;
import org.passerelle.api.accounts.SignIns;
import org.passerelle.failures.FailedBodies;
import org.passerelle.failures.FailedMessages;
import org.passerelle.failures.JdbcFailedMessages;
import org.passerelle.failures.JdbcReplays;
import org.passerelle.failures.ReplayJudge;
import org.passerelle.failures.ReplayPorts;
import org.passerelle.failures.Replays;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/** Every operation on a real store, with an account for each role. */
public final class DoorFixture {
    public final SettableClock clock = new SettableClock("2026-11-21T08:00:00Z");
    public final Accounts accounts;
    public final SignIns signIns;
    public final FailedMessages failed;
    public final Replays replays;
    public final Api api;

    public DoorFixture(TestStore store) {
        var journal = new JdbcJournal(store.jdbi(), clock);
        var accountRows = new JdbcAccounts(store.jdbi());
        accounts =
                new Accounts(
                        store.transactions(),
                        accountRows,
                        store.master(),
                        new SecureRandom(),
                        journal,
                        clock);
        signIns = new SignIns(store.transactions(), accountRows, store.master(), clock);
        var rows = new JdbcFailedMessages(store.jdbi());
        var replayRows = new JdbcReplays(store.jdbi());
        var bodies = new FailedBodies(store.subjectKeys(clock), store.master());
        failed = new FailedMessages(store.transactions(), rows, replayRows, bodies, journal, clock);
        replays =
                new Replays(
                        store.transactions(),
                        rows,
                        replayRows,
                        bodies,
                        new ReplayPorts(
                                new JdbcOutbox(store.jdbi(), clock),
                                question -> new ReplayJudge.Verdict.Allow(),
                                command -> command,
                                (id, since) -> false),
                        new Replays.Evidence(journal, clock));
        var operations = new ArrayList<Operation>();
        operations.addAll(new AccountOperations(accounts).all());
        operations.addAll(new FailedOperations(failed, replays).all());
        api = new Api(List.copyOf(operations), signIns);
    }

    /** A fresh account of one role, and its token. */
    public String tokenOf(Role role) {
        var grant =
                role == Role.ARCHIVE_READER
                        ? Grant.of("archive-reader@imp-formation")
                        : Grant.everywhere(role);
        var name = new AccountName("test-" + role.key());
        var addition =
                (Accounts.Addition.Added)
                        accounts.add(name, Set.of(grant), Accounts.USUAL_LIFE, "test");
        return addition.issued().token().secret();
    }

    static final OrganisationKey IMP = new OrganisationKey("imp-formation");
}
