package org.passerelle.failures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Transactions;

/**
 * Keeps what gave up until a person decides.
 *
 * <p>Guarantee: storing the same delivery twice is one row. Bodies are sealed and are gone after 45
 * days at most, rows after 12 months; both are our choice. Source: GDPR Art. 5(1)(e).
 */
public final class FailedMessages {
    public static final Period BODY_KEPT = Period.ofDays(45);
    public static final Period ROW_KEPT = Period.ofMonths(12);

    /** For entries about a message that tells no organisation. */
    static final OrganisationKey NOBODYS = new OrganisationKey("unknown");

    private static final Duration REPLAY_KEPT = Duration.ofDays(365);
    private static final int EXPIRED_AT_ONCE = 500;

    private final Transactions transactions;
    private final JdbcFailedMessages rows;
    private final JdbcReplays replays;
    private final FailedBodies bodies;
    private final Journal journal;
    private final Clock clock;

    public FailedMessages(
            Transactions transactions,
            JdbcFailedMessages rows,
            JdbcReplays replays,
            FailedBodies bodies,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.replays = replays;
        this.bodies = bodies;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Stores a message; called by the route {@code failures-drain} only.
     *
     * <p>A message that a replay sent and that failed again does not become a second row: its first
     * one waits for a person again, with the newer cause. Errors: {@link
     * org.passerelle.personaldata.OwnStoreUnavailable}, then the message must stay on the broker.
     */
    public void store(FailedMessage message) {
        var sealed =
                bodies.seal(
                        message.label().subject(),
                        new FailedBodies.Content(message.headers(), message.body()));
        transactions.within(
                () -> {
                    var now = clock.instant();
                    rows.touchGroup(message.cause(), now);
                    if (!replays.attempts().cameBack(message, now)) {
                        rows.insert(message, sealed, Expiry.from(now));
                    }
                });
    }

    /**
     * @param before numbers below this one; {@link Long#MAX_VALUE} for the first page
     */
    public List<Failure> list(Failure.Filter filter, long before, int limit) {
        return transactions.within(() -> rows.list(filter, before, limit));
    }

    /** The causes that are open, the most frequent first. */
    public List<Failure.Group> groups() {
        return transactions.within(rows::groups);
    }

    /** How many wait for a person, and since when. */
    public Backlog backlog() {
        var groups = groups();
        return new Backlog(
                groups.stream().mapToLong(Failure.Group::open).sum(),
                groups.stream().map(Failure.Group::oldestOpenAt).min(Instant::compareTo));
    }

    /** Of the organisations a person may see; a message that tells none is not in it. */
    public Backlog backlog(Predicate<OrganisationKey> seen) {
        return transactions.within(rows::backlogs).entrySet().stream()
                .filter(entry -> seen.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(new Backlog(0, Optional.empty()), Backlog::and);
    }

    public record Backlog(long open, Optional<Instant> oldestAt) {
        Backlog and(Backlog other) {
            return new Backlog(
                    open + other.open,
                    Stream.of(oldestAt, other.oldestAt)
                            .flatMap(Optional::stream)
                            .min(Instant::compareTo));
        }
    }

    public Optional<Failure> find(long number) {
        return transactions.within(() -> rows.find(number));
    }

    public List<Failure.Attempt> attempts(long number) {
        return transactions.within(() -> rows.attempts(number));
    }

    /** The body with every value masked; empty when it is gone or erased. */
    public Optional<String> masked(long number) {
        return find(number)
                .flatMap(
                        failure ->
                                rows.sealed(number)
                                        .flatMap(
                                                bytes ->
                                                        bodies.open(
                                                                failure.label().subject(), bytes)))
                .map(content -> MaskedBody.of(content.body()));
    }

    /**
     * Gives messages up for good; their bodies go at once.
     *
     * @return the numbers that were unresolved and are discarded now
     */
    public List<Long> discard(Collection<Long> numbers, DiscardReason reason, String actor) {
        return transactions.within(
                () -> {
                    var done = new ArrayList<Long>();
                    for (long number : numbers) {
                        if (rows.close(
                                number, FailureState.DISCARDED, reason.key(), clock.instant())) {
                            tell(
                                    rows.find(number).orElseThrow(),
                                    actor,
                                    "failed-message-discarded",
                                    Map.of("reason", reason.key()));
                            done.add(number);
                        }
                    }
                    return done;
                });
    }

    /**
     * Drops what may not be kept any longer.
     *
     * @return how many bodies nobody had decided about in time: someone must be told
     */
    public int expire() {
        var now = clock.instant();
        int undecided =
                transactions.within(
                        () -> {
                            var expired = rows.dropExpiredBodies(now, EXPIRED_AT_ONCE);
                            expired.forEach(
                                    failure ->
                                            tell(
                                                    failure,
                                                    "upkeep",
                                                    "failed-message-expired",
                                                    Map.of()));
                            return expired.size();
                        });
        forget(now);
        return undecided;
    }

    /** In small transactions, so that no message which gives up meanwhile waits for all of them. */
    private void forget(Instant now) {
        var old = rows.old();
        for (var found = old.messages(now, EXPIRED_AT_ONCE);
                !found.isEmpty();
                found = old.messages(now, EXPIRED_AT_ONCE)) {
            var numbers = found;
            transactions.within(() -> old.deleteMessages(numbers));
        }
        old.groups(EXPIRED_AT_ONCE)
                .forEach(group -> transactions.within(() -> old.deleteGroup(group)));
        var replaysOver = old.replays(now.minus(REPLAY_KEPT), EXPIRED_AT_ONCE);
        transactions.within(() -> old.deleteReplays(replaysOver));
    }

    private void tell(Failure failure, String actor, String action, Map<String, String> more) {
        var details = new HashMap<>(more);
        details.put("group", failure.cause().groupKey());
        details.put("age", age(failure).toString());
        journal.append(
                new JournalEntry(
                        failure.label().organisation().orElse(NOBODYS),
                        actor,
                        action,
                        "failed message " + failure.number(),
                        failure.label().subject(),
                        "done",
                        details));
    }

    private Duration age(Failure failure) {
        return Duration.between(failure.times().failedAt(), clock.instant())
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /** When the body and the row of a message stored now must be gone. */
    record Expiry(Instant now, Instant body, Instant row) {
        static Expiry from(Instant now) {
            var today = now.atZone(ZoneOffset.UTC);
            return new Expiry(
                    now, today.plus(BODY_KEPT).toInstant(), today.plus(ROW_KEPT).toInstant());
        }
    }
}
