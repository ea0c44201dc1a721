package org.passerelle.api.accounts;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.passerelle.api.accounts.Permission.Sign;
import org.passerelle.disclosure.group.Review;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.journal.alerts.Alert;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.journal.alerts.SecurityAlerts;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Transactions;

/**
 * Looks at permissions again: somebody else than their holder keeps or withdraws them, each look
 * has a name and a day (IMP-60). An overdue one goes on counting and is an alert, so that nobody is
 * locked out by a date; membership of the export group ends by itself instead.
 */
public final class Reviews {
    private static final Set<Role> REVIEWERS = Set.of(Role.ADMINISTRATOR, Role.DPO);

    private final Transactions transactions;
    private final Tables tables;
    private final Journal journal;
    private final SecurityAlerts alerts;
    private final Clock clock;
    private final int withinDays;

    /** What it reads and writes. */
    public record Tables(JdbcAccounts accounts, JdbcPermissions permissions) {}

    /**
     * @param withinDays until the next look when nobody says otherwise
     */
    public Reviews(
            Transactions transactions,
            Tables tables,
            Journal journal,
            SecurityAlerts alerts,
            Clock clock,
            int withinDays) {
        this.transactions = transactions;
        this.tables = tables;
        this.journal = journal;
        this.alerts = alerts;
        this.clock = clock;
        this.withinDays = withinDays;
    }

    /**
     * A look at somebody's permissions.
     *
     * @param keep what stays; what is not named is withdrawn. Empty: all stays
     * @param next the last day before the next look; empty for the usual time
     * @param reviewer sees and decides what is of the organisations the role is held for
     */
    public record Look(
            AccountName account, Set<Grant> keep, Optional<LocalDate> next, Account reviewer) {
        public Look {
            keep = Set.copyOf(keep);
        }
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Reviewed(Set<Grant> kept, Set<Grant> withdrawn, Review next) implements Outcome {}

        /**
         * @param why what, what was expected, what to do
         */
        record Refused(String why) implements Outcome {}

        record NoSuchAccount() implements Outcome {}
    }

    /** Of these accounts. */
    public List<Permission> of(Collection<AccountName> accounts) {
        return transactions.within(() -> tables.permissions().of(accounts));
    }

    public Outcome review(Look look) {
        var next = new Review(look.next().orElseGet(() -> today().plusDays(withinDays)));
        if (look.reviewer().name().equals(look.account())) {
            return new Outcome.Refused(
                    "nobody reviews his own permissions; another administrator or officer has to");
        }
        if (look.reviewer().name().equals(AccountName.LOCAL)) {
            return new Outcome.Refused(
                    "a review is a person's, and the token of this machine is nobody's; use your own"
                            + " account");
        }
        return next.objection(today())
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> transactions.within(() -> looked(look, next)));
    }

    private Outcome looked(Look look, Review next) {
        var all = tables.permissions().lock(look.account());
        var mine =
                all.stream()
                        .map(Permission::grant)
                        .filter(grant -> oversees(look.reviewer(), grant))
                        .collect(Collectors.toSet());
        if (mine.isEmpty()) {
            return new Outcome.NoSuchAccount();
        }
        if (!mine.containsAll(look.keep())) {
            return new Outcome.Refused(
                    "keep: expected roles that the account has and you may review: "
                            + printed(mine));
        }
        var kept = look.keep().isEmpty() ? mine : look.keep();
        var withdrawn = mine.stream().filter(it -> !kept.contains(it)).collect(Collectors.toSet());
        if (withdrawn.contains(Grant.everywhere(Role.ADMINISTRATOR))
                && tables.accounts().administrators().equals(List.of(look.account().value()))) {
            return new Outcome.Refused("this is the last administrator; add another one first");
        }
        return conclude(look, new Outcome.Reviewed(kept, withdrawn, next));
    }

    private Outcome conclude(Look look, Outcome.Reviewed done) {
        var sign = new Sign(look.reviewer().name().value(), clock.instant());
        done.kept()
                .forEach(
                        grant ->
                                tables.permissions()
                                        .review(look.account(), grant, sign, done.next()));
        done.withdrawn().forEach(grant -> tables.permissions().withdraw(look.account(), grant));
        var details = new TreeMap<String, String>();
        details.put("kept", printed(done.kept()));
        details.put("review-on", done.next().on().toString());
        if (!done.withdrawn().isEmpty()) {
            details.put("withdrawn", printed(done.withdrawn()));
        }
        tell(look, details);
        return done;
    }

    /** Raises an alert for each account with a permission that nobody looked at in time. */
    public void alert() {
        var late = new TreeMap<OrganisationKey, Map<AccountName, Long>>();
        transactions
                .within(() -> tables.permissions().overdue(today()))
                .forEach(
                        permission ->
                                late.computeIfAbsent(concerned(permission), key -> new TreeMap<>())
                                        .merge(permission.account(), 1L, Long::sum));
        late.forEach(
                (organisation, accounts) ->
                        accounts.forEach(
                                (account, count) ->
                                        alerts.raise(
                                                new Alert(
                                                        AlertKind.REVIEW_OVERDUE,
                                                        organisation,
                                                        "account " + account,
                                                        count))));
    }

    /** Today, for accounts, which are of no organisation. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static OrganisationKey concerned(Permission permission) {
        return permission.grant().only().orElse(Alert.EVERYBODYS);
    }

    private static boolean oversees(Account reviewer, Grant grant) {
        return grant.only()
                .map(organisation -> reviewer.may(REVIEWERS, organisation))
                .orElseGet(() -> reviewer.mayEverywhere(REVIEWERS));
    }

    private static String printed(Collection<Grant> grants) {
        var names = new ArrayList<>(grants.stream().map(Grant::toString).sorted().toList());
        return String.join(",", names);
    }

    private void tell(Look look, Map<String, String> details) {
        journal.append(
                new JournalEntry(
                        Alert.EVERYBODYS,
                        look.reviewer().name().value(),
                        "account-reviewed",
                        "account " + look.account(),
                        Optional.empty(),
                        "done",
                        details));
    }
}
