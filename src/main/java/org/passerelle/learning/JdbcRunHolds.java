package org.passerelle.learning;

import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.MessageCodec;

/** What a person must decide about a run, and whose site it met. */
final class JdbcRunHolds {
    private final Jdbi jdbi;
    private final Clock clock;

    JdbcRunHolds(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** The answer to whose site it is counts for all runs of the round. */
    void siteChecked(String round) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE poll_runs SET site_checked = 1 WHERE round_id = ?", round));
    }

    void hold(long run, Hold.Cause cause) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE poll_runs SET hold = 'UNDECIDED', hold_cause = ? WHERE id = ?",
                                cause.name(),
                                run));
    }

    void siteSeen(long run, SiteMemory site) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE poll_runs SET site_seen = ? WHERE id = ?",
                                MessageCodec.encode(site),
                                run));
    }

    Optional<SiteMemory> siteSeen(long run) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT site_seen FROM poll_runs WHERE id = :run AND site_seen IS NOT NULL")
                                .bind("run", run)
                                .mapTo(byte[].class)
                                .findOne()
                                .map(json -> MessageCodec.decode(json, SiteMemory.class)));
    }

    void decide(long run, Hold.State state, String actor) {
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
