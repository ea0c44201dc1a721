package org.passerelle.commands.issuing;

import org.passerelle.commands.Ground;
import org.passerelle.commands.ledger.CommandTables;

/** Sends again what waits: due steps, and commands that were sent and never answered. */
public final class Upkeep {
    private static final int AT_ONCE = 200;

    private final Ground ground;
    private final CommandTables tables;
    private final Issuer issuer;

    public Upkeep(Ground ground, CommandTables tables, Issuer issuer) {
        this.ground = ground;
        this.tables = tables;
        this.issuer = issuer;
    }

    /**
     * Puts the original signed bytes in the outbox under a new transport id; at most {@value
     * #AT_ONCE} at a time, the longest waiting first. Several processes may call it at once.
     *
     * @return how many
     */
    public int reEmitDue() {
        return ground.transactions()
                .within(
                        () -> {
                            var due = tables.messages().due(ground.clock().instant(), AT_ONCE);
                            due.forEach(issuer::sendAgain);
                            return due.size();
                        });
    }
}
