package org.passerelle.commands.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.passerelle.commands.CommandState;
import org.passerelle.personaldata.OrganisationKey;

/** Commands by state, for metrics and health. */
public final class CommandCounts {
    private static final int MOST_REASONS = 10;

    private final CommandTables tables;

    public CommandCounts(CommandTables tables) {
        this.tables = tables;
    }

    /** Of every organisation; states without a command have no entry. */
    public Map<CommandState, Count> byState() {
        return byState(organisation -> true);
    }

    /** Of the organisations a person may see. */
    public Map<CommandState, Count> byState(Predicate<OrganisationKey> seen) {
        var counts = new EnumMap<CommandState, Count>(CommandState.class);
        tables.messages()
                .counts()
                .forEach(
                        (organisation, states) -> {
                            if (seen.test(organisation)) {
                                states.forEach(
                                        (state, count) -> counts.merge(state, count, Count::and));
                            }
                        });
        return counts;
    }

    /**
     * What commands of the organisations a person may see wait for, and that goes on by itself:
     * most frequent first, at most ten reasons.
     */
    public List<Delay> delays(Predicate<OrganisationKey> seen) {
        var byReason = new TreeMap<String, Delay>();
        tables.messages()
                .delays()
                .forEach(
                        (organisation, delays) -> {
                            if (seen.test(organisation)) {
                                delays.forEach(
                                        delay -> byReason.merge(delay.why(), delay, Delay::and));
                            }
                        });
        return byReason.values().stream()
                .sorted(Comparator.comparingInt(Delay::commands).reversed())
                .limit(MOST_REASONS)
                .toList();
    }

    /**
     * @param why Moodle is away, its cron has not run, a hold
     * @param nextAt the earliest look again
     */
    public record Delay(String why, int commands, Instant nextAt) {
        Delay and(Delay other) {
            return new Delay(why, commands + other.commands, earlier(nextAt, other.nextAt));
        }
    }

    /**
     * @param oldest since when the command that has been in this state longest is in it
     */
    public record Count(int commands, Instant oldest) {
        Count and(Count other) {
            return new Count(commands + other.commands, earlier(oldest, other.oldest));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
