package org.passerelle.api.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.passerelle.keys.MasterKey;
import org.passerelle.personaldata.Transactions;

/**
 * Tells who holds a token.
 *
 * <p>Garbage costs one keyed hash and one look-up by index, never an Argon2id. A token that was
 * checked is remembered for some minutes, by its row; whether it has expired or its account was
 * revoked is read anew each time.
 */
public final class SignIns {
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 1000;

    private final Transactions transactions;
    private final JdbcAccounts rows;
    private final MasterKey master;
    private final Clock clock;
    private final ConcurrentHashMap<Long, Instant> checked = new ConcurrentHashMap<>();
    private final AtomicLong failed = new AtomicLong();

    public SignIns(Transactions transactions, JdbcAccounts rows, MasterKey master, Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.master = master;
        this.clock = clock;
    }

    /** How often a token was shown that opens nothing, since the start of this process. */
    public long failed() {
        return failed.get();
    }

    /**
     * @param header the value of {@code Authorization}; empty text when there is none
     */
    public Caller caller(String header) {
        if (header.isBlank()) {
            return new Caller.Nobody();
        }
        var account =
                AccessToken.ofHeader(header)
                        .flatMap(token -> transactions.within(() -> accountOf(token)));
        if (account.isEmpty()) {
            failed.incrementAndGet();
            return new Caller.Nobody();
        }
        return new Caller.SignedIn(account.get());
    }

    private Optional<Account> accountOf(AccessToken token) {
        var stored = rows.findToken(Accounts.lookup(master, token));
        var now = clock.instant();
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        var found = stored.get();
        if (found.revokedAt().isPresent() || !now.isBefore(found.expiresAt())) {
            rows.refused(found.id());
            return Optional.empty();
        }
        if (!isRemembered(found.id(), now)) {
            if (!found.hash().fits(token)) {
                rows.refused(found.id());
                return Optional.empty();
            }
            remember(found.id(), now);
            rows.used(found.id(), now);
        }
        return Optional.of(found.account());
    }

    private boolean isRemembered(long token, Instant now) {
        var until = checked.get(token);
        return until != null && now.isBefore(until);
    }

    private void remember(long token, Instant now) {
        if (checked.size() >= MOST_REMEMBERED) {
            checked.values().removeIf(until -> !now.isBefore(until));
        }
        if (checked.size() < MOST_REMEMBERED) {
            checked.put(token, now.plus(REMEMBERED));
        }
    }
}
