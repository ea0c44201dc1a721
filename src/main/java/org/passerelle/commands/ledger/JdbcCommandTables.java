package org.passerelle.commands.ledger;

import org.jdbi.v3.core.Jdbi;

/** Opens the tables of this duty on one store. */
public final class JdbcCommandTables {
    private JdbcCommandTables() {}

    public static CommandTables commands(Jdbi jdbi) {
        return new CommandTables(
                new JdbcCommands(jdbi),
                new JdbcCommandMessages(jdbi),
                new JdbcCommandSteps(jdbi),
                new JdbcCommandLocks(jdbi),
                new JdbcCommandValues(jdbi),
                new JdbcPlatformErasures(jdbi));
    }
}
