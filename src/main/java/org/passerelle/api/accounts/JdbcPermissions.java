package org.passerelle.api.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.passerelle.api.accounts.Permission.Sign;
import org.passerelle.disclosure.group.Review;

/** Who may what, until when somebody has to look again, in {@code account_grants}. */
public final class JdbcPermissions {
    private static final String ALL =
            "SELECT g.* FROM account_grants g JOIN accounts a ON a.name = g.account";
    private static final String ONE =
            " WHERE account = :account AND role = :role AND organisation = :organisation";

    private final Jdbi jdbi;

    public JdbcPermissions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Of these accounts, revoked ones too. */
    List<Permission> of(Collection<AccountName> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        ALL
                                                + " WHERE g.account IN (<accounts>)"
                                                + " ORDER BY g.account, g.role, g.organisation")
                                .bindList(
                                        "accounts",
                                        accounts.stream().map(AccountName::value).toList())
                                .map((row, context) -> permission(row))
                                .list());
    }

    /** Of an account that was not revoked; locked until the transaction ends. */
    List<Permission> lock(AccountName account) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        ALL
                                                + " WHERE g.account = :account AND a.revoked_at IS NULL"
                                                + " ORDER BY g.role, g.organisation FOR UPDATE")
                                .bind("account", account.value())
                                .map((row, context) -> permission(row))
                                .list());
    }

    /** Those whose last day was before today, of accounts that were not revoked. */
    List<Permission> overdue(LocalDate today) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        ALL
                                                + " WHERE g.review_on < :today AND a.revoked_at IS NULL"
                                                + " ORDER BY g.account, g.organisation")
                                .bind("today", today)
                                .map((row, context) -> permission(row))
                                .list());
    }

    void review(AccountName account, Grant grant, Sign reviewed, Review next) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE account_grants SET reviewed_at = :at, reviewed_by = :by,"
                                                + " review_on = :next"
                                                + ONE)
                                .bind("at", reviewed.at())
                                .bind("by", reviewed.by())
                                .bind("next", next.on())
                                .bind("account", account.value())
                                .bind("role", grant.role().key())
                                .bind("organisation", JdbcAccounts.organisation(grant))
                                .execute());
    }

    void withdraw(AccountName account, Grant grant) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate("DELETE FROM account_grants" + ONE)
                                .bind("account", account.value())
                                .bind("role", grant.role().key())
                                .bind("organisation", JdbcAccounts.organisation(grant))
                                .execute());
    }

    private static Permission permission(ResultSet row) throws SQLException {
        var only = row.getString("organisation");
        @Nullable String reviewer = row.getString("reviewed_by");
        return new Permission(
                new AccountName(row.getString("account")),
                Grant.of(row.getString("role") + (only.isEmpty() ? "" : "@" + only)),
                new Sign(row.getString("granted_by"), row.getTimestamp("granted_at").toInstant()),
                reviewer == null
                        ? Optional.empty()
                        : Optional.of(
                                new Sign(reviewer, row.getTimestamp("reviewed_at").toInstant())),
                Optional.ofNullable(row.getDate("review_on"))
                        .map(day -> new Review(day.toLocalDate())));
    }
}
