package org.passerelle.api.accounts;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passerelle.disclosure.group.Review;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.keys.MasterKey;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Transactions;

/**
 * The accounts: made, listed, renewed and revoked by an administrator; every change is journalled.
 *
 * <p>Guarantee: a token is told once and can be read nowhere afterwards.
 */
public final class Accounts {
    public static final Duration USUAL_LIFE = Duration.ofDays(90);
    public static final Duration LONGEST_LIFE = Duration.ofDays(365);

    private static final OrganisationKey EVERYBODYS = new OrganisationKey("all");

    private final Transactions transactions;
    private final JdbcAccounts rows;
    private final Mint mint;
    private final Journal journal;
    private final Clock clock;
    private final int reviewedWithinDays;

    /** Where tokens come from. */
    public record Mint(MasterKey master, SecureRandom random) {}

    /**
     * @param reviewedWithinDays until somebody has to look again at a role that was given (IMP-60)
     */
    public Accounts(
            Transactions transactions,
            JdbcAccounts rows,
            Mint mint,
            Journal journal,
            Clock clock,
            int reviewedWithinDays) {
        this.transactions = transactions;
        this.rows = rows;
        this.mint = mint;
        this.journal = journal;
        this.clock = clock;
        this.reviewedWithinDays = reviewedWithinDays;
    }

    /** A token in clear, for the one moment in which somebody may copy it. */
    public record Issued(AccountName account, AccessToken token, Instant expiresAt) {}

    public sealed interface Addition {
        record Added(Issued issued) implements Addition {}

        record NameTaken() implements Addition {}
    }

    public sealed interface Revocation {
        record Revoked() implements Revocation {}

        record NoSuchAccount() implements Revocation {}

        /** Nobody could make accounts any more. */
        record LastAdministrator() implements Revocation {}
    }

    /** The account of the first start; empty when somebody has an account already. */
    public Optional<Issued> first() {
        return transactions.within(
                () ->
                        rows.isEmpty() && rows.insert(AccountName.FIRST, "start", clock.instant())
                                ? Optional.of(
                                        open(
                                                AccountName.FIRST,
                                                Set.of(Grant.everywhere(Role.ADMINISTRATOR)),
                                                USUAL_LIFE,
                                                "start"))
                                : Optional.empty());
    }

    /** A new token for the command line on this machine; the one of an earlier start dies. */
    public Issued local(Set<Role> roles) {
        var grants = roles.stream().map(Grant::everywhere).collect(Collectors.toSet());
        return transactions.within(
                () -> {
                    rows.insert(AccountName.LOCAL, "start", clock.instant());
                    rows.deleteTokens(AccountName.LOCAL);
                    return open(AccountName.LOCAL, grants, LONGEST_LIFE, "start");
                });
    }

    public Addition add(AccountName name, Set<Grant> grants, Duration life, String actor) {
        if (grants.isEmpty()) {
            throw new AccountProblem("an account needs at least one role: " + Role.keys());
        }
        requireLife(life);
        return transactions.within(
                () ->
                        rows.insert(name, actor, clock.instant())
                                ? new Addition.Added(open(name, grants, life, actor))
                                : new Addition.NameTaken());
    }

    private Issued open(AccountName name, Set<Grant> grants, Duration life, String actor) {
        rows.grant(name, grants, given(name, actor));
        var roles = new TreeSet<>(grants.stream().map(Grant::toString).toList());
        tell(actor, "account-added", name, Map.of("roles", String.join(",", roles)));
        return issue(name, life);
    }

    private JdbcAccounts.Given given(AccountName name, String actor) {
        var now = clock.instant();
        var last = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(reviewedWithinDays);
        return new JdbcAccounts.Given(
                actor,
                now,
                name.equals(AccountName.LOCAL) ? Optional.empty() : Optional.of(new Review(last)));
    }

    /** A new token beside the old ones; empty when there is no such active account. */
    public Optional<Issued> renew(AccountName name, Duration life, String actor) {
        requireLife(life);
        return transactions.within(
                () -> {
                    if (!rows.isActive(name)) {
                        return Optional.empty();
                    }
                    tell(actor, "account-renewed", name, Map.of());
                    return Optional.of(issue(name, life));
                });
    }

    private Issued issue(AccountName name, Duration life) {
        var token = AccessToken.random(mint.random());
        var now = clock.instant();
        rows.insertToken(
                name,
                lookup(mint.master(), token),
                SecretHash.of(token, mint.random()),
                now,
                now.plus(life));
        return new Issued(name, token, now.plus(life));
    }

    public Revocation revoke(AccountName name, String actor) {
        return transactions.within(
                () -> {
                    if (rows.administrators().equals(List.of(name.value()))) {
                        return new Revocation.LastAdministrator();
                    }
                    if (!rows.revoke(name, clock.instant())) {
                        return new Revocation.NoSuchAccount();
                    }
                    tell(actor, "account-revoked", name, Map.of());
                    return new Revocation.Revoked();
                });
    }

    /**
     * @param after names after this one; empty text for the first page
     */
    public List<Account.Line> list(String after, int limit) {
        return transactions.within(() -> rows.list(after, limit));
    }

    /** Whether there is such an account and it was not revoked. */
    public boolean active(AccountName name) {
        return transactions.within(() -> rows.isActive(name));
    }

    static byte[] lookup(MasterKey master, AccessToken token) {
        return master.shortHash("access-token", token.secret());
    }

    private static void requireLife(Duration life) {
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST_LIFE) > 0) {
            throw new AccountProblem(
                    "a token lives 1 to " + LONGEST_LIFE.toDays() + " days, not " + life.toDays());
        }
    }

    private void tell(String actor, String action, AccountName name, Map<String, String> details) {
        journal.append(
                new JournalEntry(
                        EVERYBODYS,
                        actor,
                        action,
                        "account " + name,
                        Optional.empty(),
                        "done",
                        details));
    }
}
