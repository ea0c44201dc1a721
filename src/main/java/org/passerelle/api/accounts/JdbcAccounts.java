package org.passerelle.api.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.passerelle.disclosure.group.Review;

/** Accounts and tokens in {@code accounts}, {@code account_grants}, {@code access_tokens}. */
public final class JdbcAccounts {
    private static final String GRANTS =
            "(SELECT GROUP_CONCAT(CONCAT(g.role, IF(g.organisation = '', '', CONCAT('@', g.organisation))))"
                    + " FROM account_grants g WHERE g.account = a.name) grants";

    private final Jdbi jdbi;

    public JdbcAccounts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A stored token with its account, good or not. */
    record Stored(
            long id,
            Account account,
            SecretHash hash,
            Instant expiresAt,
            Optional<Instant> revokedAt,
            Optional<Instant> lastUsedAt) {}

    /**
     * How a grant came to be.
     *
     * @param review empty for the account of this machine
     */
    record Given(String by, Instant at, Optional<Review> review) {}

    /** As the column has it. */
    static String organisation(Grant grant) {
        return grant.only().map(Object::toString).orElse("");
    }

    boolean isEmpty() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT NOT EXISTS (SELECT 1 FROM accounts WHERE name <> :local)")
                                .bind("local", AccountName.LOCAL.value())
                                .mapTo(Boolean.class)
                                .one());
    }

    /** False when the name is taken, also by a revoked account. */
    boolean insert(AccountName name, String createdBy, Instant now) {
        return jdbi.withHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT IGNORE INTO accounts (name, created_at, created_by) VALUES (:name, :now, :by)")
                                        .bind("name", name.value())
                                        .bind("now", now)
                                        .bind("by", createdBy)
                                        .execute())
                == 1;
    }

    /**
     * @param given to every one of the grants, in place of what was there
     */
    void grant(AccountName name, Set<Grant> grants, Given given) {
        jdbi.useHandle(
                handle -> {
                    handle.execute("DELETE FROM account_grants WHERE account = ?", name.value());
                    for (Grant grant : grants) {
                        handle.createUpdate(
                                        "INSERT INTO account_grants (account, role, organisation, granted_at,"
                                                + " granted_by, review_on) VALUES (:account, :role,"
                                                + " :organisation, :at, :by, :review)")
                                .bind("account", name.value())
                                .bind("role", grant.role().key())
                                .bind("organisation", organisation(grant))
                                .bind("at", given.at())
                                .bind("by", given.by())
                                .bind("review", given.review().map(Review::on).orElse(null))
                                .execute();
                    }
                });
    }

    void insertToken(
            AccountName account, byte[] lookup, SecretHash hash, Instant now, Instant end) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO access_tokens (account, lookup, secret_hash, created_at, expires_at)"
                                                + " VALUES (:account, :lookup, :hash, :now, :end)")
                                .bind("account", account.value())
                                .bind("lookup", lookup)
                                .bind("hash", hash.text())
                                .bind("now", now)
                                .bind("end", end)
                                .execute());
    }

    void deleteTokens(AccountName account) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "DELETE FROM access_tokens WHERE account = ?", account.value()));
    }

    Optional<Stored> findToken(byte[] lookup) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT t.id, t.secret_hash, t.expires_at, t.last_used_at, a.name, a.revoked_at, "
                                                + GRANTS
                                                + " FROM access_tokens t JOIN accounts a ON a.name = t.account"
                                                + " WHERE t.lookup = :lookup")
                                .bind("lookup", lookup)
                                .map(
                                        (row, context) ->
                                                new Stored(
                                                        row.getLong("id"),
                                                        account(row),
                                                        new SecretHash(
                                                                row.getString("secret_hash")),
                                                        row.getTimestamp("expires_at").toInstant(),
                                                        instant(row, "revoked_at"),
                                                        instant(row, "last_used_at")))
                                .findOne());
    }

    void used(long token, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE access_tokens SET last_used_at = :now WHERE id = :id")
                                .bind("now", now)
                                .bind("id", token)
                                .execute());
    }

    void refused(long token) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE access_tokens SET refused_count = refused_count + 1 WHERE id = ?",
                                token));
    }

    boolean revoke(AccountName name, Instant now) {
        return jdbi.withHandle(
                        handle ->
                                handle.createUpdate(
                                                "UPDATE accounts SET revoked_at = :now WHERE name = :name AND revoked_at IS NULL")
                                        .bind("now", now)
                                        .bind("name", name.value())
                                        .execute())
                == 1;
    }

    boolean isActive(AccountName name) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT EXISTS (SELECT 1 FROM accounts WHERE name = :name AND revoked_at IS NULL)")
                                .bind("name", name.value())
                                .mapTo(Boolean.class)
                                .one());
    }

    /** Locks the active administrators until the transaction ends. */
    List<String> administrators() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT a.name FROM accounts a JOIN account_grants g ON g.account = a.name"
                                                + " WHERE g.role = 'administrator' AND a.revoked_at IS NULL AND a.name <> :local FOR UPDATE")
                                .bind("local", AccountName.LOCAL.value())
                                .mapTo(String.class)
                                .list());
    }

    List<Account.Line> list(String after, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT a.*, "
                                                + GRANTS
                                                + ", (SELECT MAX(expires_at) FROM access_tokens t WHERE t.account = a.name) expires_at,"
                                                + " (SELECT COALESCE(SUM(refused_count), 0) FROM access_tokens t WHERE t.account = a.name) refused"
                                                + " FROM accounts a WHERE a.name > :after ORDER BY a.name LIMIT :limit")
                                .bind("after", after)
                                .bind("limit", limit)
                                .map(
                                        (row, context) ->
                                                new Account.Line(
                                                        account(row),
                                                        row.getTimestamp("created_at").toInstant(),
                                                        row.getString("created_by"),
                                                        instant(row, "revoked_at"),
                                                        instant(row, "expires_at"),
                                                        row.getLong("refused")))
                                .list());
    }

    private static Account account(ResultSet row) throws SQLException {
        @Nullable String grants = row.getString("grants");
        return new Account(
                new AccountName(row.getString("name")),
                grants == null
                        ? Set.of()
                        : Arrays.stream(grants.split(","))
                                .map(Grant::of)
                                .collect(Collectors.toUnmodifiableSet()));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
