package org.passerelle.learning.runs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;

/** How fresh the records are and how the runs went, for health and metrics. */
public final class JdbcPollAges {
    private final Jdbi jdbi;

    public JdbcPollAges(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * @param lastComplete when the last full run ended that read everything there is; a kind that
     *     never had one has no entry here
     * @param held full runs of the kind that wait for a person
     */
    public record PollAge(
            PlatformKey platform,
            RecordKind kind,
            Optional<Instant> lastComplete,
            Optional<Instant> lastEnded,
            int held) {}

    /** Ended runs by verdict, as far back as runs are kept. */
    public record VerdictCount(
            PlatformKey platform, RecordKind kind, RunVerdict verdict, long runs) {}

    public List<PollAge> ages() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT platform, kind,"
                                                + " MAX(CASE WHEN coverage = 'FULL' AND verdict IN ('COMPLETE', 'EMPTY') THEN ended_at END),"
                                                + " MAX(ended_at), SUM(COALESCE(hold = 'UNDECIDED', 0))"
                                                + " FROM poll_runs GROUP BY platform, kind ORDER BY platform, kind")
                                .map(
                                        (row, context) ->
                                                new PollAge(
                                                        new PlatformKey(row.getString(1)),
                                                        new RecordKind(row.getString(2)),
                                                        Optional.ofNullable(row.getTimestamp(3))
                                                                .map(at -> at.toInstant()),
                                                        Optional.ofNullable(row.getTimestamp(4))
                                                                .map(at -> at.toInstant()),
                                                        row.getInt(5)))
                                .list());
    }

    public List<VerdictCount> verdicts() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT platform, kind, verdict, COUNT(*) FROM poll_runs WHERE verdict IS NOT NULL"
                                                + " GROUP BY platform, kind, verdict ORDER BY platform, kind, verdict")
                                .map(
                                        (row, context) ->
                                                new VerdictCount(
                                                        new PlatformKey(row.getString(1)),
                                                        new RecordKind(row.getString(2)),
                                                        RunVerdict.valueOf(row.getString(3)),
                                                        row.getLong(4)))
                                .list());
    }
}
