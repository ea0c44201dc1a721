package org.passerelle.commands.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.passerelle.commands.CommandState;

/** Commands by state, for metrics and health. */
public final class CommandCounts {
    private final CommandTables tables;

    public CommandCounts(CommandTables tables) {
        this.tables = tables;
    }

    /** States without a command have no entry. */
    public Map<CommandState, Count> byState() {
        return tables.messages().counts();
    }

    /**
     * What commands wait for that go on by themselves, most frequent first, at most ten reasons.
     */
    public List<Delay> delays() {
        return tables.messages().delays();
    }

    /**
     * @param why Moodle is away, its cron has not run, a hold
     * @param nextAt the earliest look again
     */
    public record Delay(String why, int commands, Instant nextAt) {}

    /**
     * @param oldest since when the command that has been in this state longest is in it
     */
    public record Count(int commands, Instant oldest) {}
}
