package org.passerelle.commands.ledger;

import java.sql.Timestamp;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.learning.CronEvidence;
import org.passerelle.personaldata.PlatformKey;

/** What the stored waiting steps of erasures tell about a platform's background work. */
public final class JdbcCronEvidence implements CronEvidence {
    private final Jdbi jdbi;

    public JdbcCronEvidence(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Evidence of(PlatformKey platform) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT MAX(CASE WHEN s.state = 'DONE' THEN s.settled_at END),"
                                                + " MIN(CASE WHEN s.settled_at IS NULL THEN s.started_at END)"
                                                + " FROM command_steps s JOIN commands c USING (command_id)"
                                                + " WHERE s.step = 'WAIT' AND c.platform = :platform")
                                .bind("platform", platform.value())
                                .map(
                                        (row, context) ->
                                                new Evidence(
                                                        Optional.ofNullable(row.getTimestamp(1))
                                                                .map(Timestamp::toInstant),
                                                        Optional.ofNullable(row.getTimestamp(2))
                                                                .map(Timestamp::toInstant)))
                                .one());
    }
}
