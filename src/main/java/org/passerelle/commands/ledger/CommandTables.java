package org.passerelle.commands.ledger;

/** The tables of open commands; see {@link JdbcCommandTables#commands}. */
public record CommandTables(
        JdbcCommands commands,
        JdbcCommandMessages messages,
        JdbcCommandSteps steps,
        JdbcCommandLocks locks,
        JdbcCommandValues values,
        JdbcPlatformErasures platforms) {}
