package org.passerelle.learning.runs;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** What a person must decide about a run. */
public final class JdbcRunHolds {
    private final Jdbi jdbi;
    private final Clock clock;

    JdbcRunHolds(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    public void hold(long run, RunHold.Cause cause) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE poll_runs SET hold = 'UNDECIDED', hold_cause = ? WHERE id = ?",
                                cause.name(),
                                run));
    }

    public void decide(long run, RunHold.State state, String actor) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE poll_runs SET hold = :state, decided_by = :actor, decided_at = :now"
                                                + " WHERE id = :run")
                                .bind("state", state.name())
                                .bind("actor", actor)
                                .bind("now", clock.instant())
                                .bind("run", run)
                                .execute());
    }
}
