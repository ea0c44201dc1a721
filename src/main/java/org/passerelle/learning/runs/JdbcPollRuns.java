package org.passerelle.learning.runs;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.passerelle.learning.runs.PollRun.Counts;
import org.passerelle.learning.runs.PollRun.Round;
import org.passerelle.learning.runs.PollRun.Source;
import org.passerelle.learning.runs.PollRun.State;
import org.passerelle.learning.runs.PollRun.Times;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;

/** The rows of {@code poll_runs}. */
public final class JdbcPollRuns {
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Clock clock;

    JdbcPollRuns(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** What is known of a run when it is planned. */
    public record Plan(
            Round round, Source source, Coverage coverage, Set<FieldName> fields, long patience) {}

    /** The new run's id; it waits to be started. */
    public long insert(Plan plan) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO poll_runs (round_id, position, platform, organisation, kind, poll_key,"
                                                + " coverage, state, fields, reasons, planned_at, patience_seconds)"
                                                + " VALUES (:round, :position, :platform, :organisation, :kind, :poll,"
                                                + " :coverage, 'WAITING', :fields, '[]', :now, :patience)")
                                .bind("round", plan.round().id())
                                .bind("position", plan.round().position())
                                .bind("platform", plan.source().platform().value())
                                .bind("organisation", plan.source().organisation().value())
                                .bind("kind", plan.source().kind().value())
                                .bind("poll", plan.round().pollKey())
                                .bind("coverage", plan.coverage().name())
                                .bind("fields", words(plan.fields()))
                                .bind("now", clock.instant())
                                .bind("patience", plan.patience())
                                .executeAndReturnGeneratedKeys("id")
                                .mapTo(Long.class)
                                .one());
    }

    public JdbcRunHolds holds() {
        return new JdbcRunHolds(jdbi, clock);
    }

    public Optional<PollRun> find(long id) {
        return select("id = :value", id).stream().findFirst();
    }

    /** Newest first, of those whose number is lower than {@code before}. */
    public List<PollRun> ofPlatform(PlatformKey platform, boolean held, long before, int limit) {
        return select(
                "platform = :value AND id < "
                        + before
                        + (held ? " AND hold = 'UNDECIDED'" : "")
                        + " ORDER BY id DESC LIMIT "
                        + limit,
                platform.value());
    }

    /** Runs that wait or are open, in the order they were planned. */
    public List<PollRun> notEnded(PlatformKey platform) {
        return select("platform = :value AND state <> 'ENDED' ORDER BY id", platform.value());
    }

    public List<PollRun> undecided(PlatformKey platform) {
        return select("platform = :value AND hold = 'UNDECIDED' ORDER BY id", platform.value());
    }

    /** Whether a whole reading of this kind ever ended well, be it with no record. */
    public boolean everAnswered(PlatformKey platform, RecordKind kind) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT EXISTS (SELECT 1 FROM poll_runs WHERE platform = :platform"
                                                + " AND kind = :kind AND verdict IN ('COMPLETE', 'EMPTY'))")
                                .bind("platform", platform.value())
                                .bind("kind", kind.value())
                                .mapTo(Boolean.class)
                                .one());
    }

    /** The newest ended run of each kind, where the platform's set-up was wrong. */
    public List<PollRun> refused(PlatformKey platform) {
        return jdbi
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT MAX(id) FROM poll_runs WHERE platform = :platform"
                                                        + " AND state = 'ENDED' GROUP BY kind")
                                        .bind("platform", platform.value())
                                        .mapTo(Long.class)
                                        .list())
                .stream()
                .flatMap(id -> find(id).stream())
                .filter(run -> run.verdict().equals(Optional.of(RunVerdict.REFUSED)))
                // The policy asking for nothing is no wrong set-up.
                .filter(run -> !run.fields().isEmpty())
                .toList();
    }

    /** The verdict of the run of the same kind and coverage that ended last. */
    public Optional<RunVerdict> lastVerdict(PollRun run) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT verdict FROM poll_runs WHERE platform = :platform AND kind = :kind"
                                                + " AND state = 'ENDED' AND coverage = :coverage AND id <> :run"
                                                + " ORDER BY ended_at DESC, id DESC LIMIT 1")
                                .bind("platform", run.platform().value())
                                .bind("kind", run.kind().value())
                                .bind("coverage", run.coverage().name())
                                .bind("run", run.id())
                                .mapTo(String.class)
                                .findOne()
                                .map(RunVerdict::valueOf));
    }

    public void open(long run) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE poll_runs SET state = 'OPEN', started_at = :now WHERE id = :run")
                                .bind("now", clock.instant())
                                .bind("run", run)
                                .execute());
    }

    public void count(long run, int added, int changed) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE poll_runs SET added = added + ?, changed = changed + ? WHERE id = ?",
                                added,
                                changed,
                                run));
    }

    public void countGone(long run, int gone) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE poll_runs SET gone = gone + ? WHERE id = ?", gone, run));
    }

    public void end(long run, Judgement judgement) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE poll_runs SET state = 'ENDED', verdict = :verdict, reasons = :reasons,"
                                                + " rows_read = :read, ended_at = :now WHERE id = :run")
                                .bind("verdict", judgement.verdict().name())
                                .bind("reasons", MessageCodec.encode(judgement.reasons()))
                                .bind("read", judgement.rowsRead())
                                .bind("now", clock.instant())
                                .bind("run", run)
                                .execute());
    }

    private List<PollRun> select(String condition, Object value) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT * FROM poll_runs WHERE " + condition)
                                .bind("value", value)
                                .map((row, context) -> run(row))
                                .list());
    }

    private static PollRun run(ResultSet row) throws SQLException {
        return new PollRun(
                row.getLong("id"),
                new Round(
                        row.getString("round_id"),
                        row.getInt("position"),
                        row.getString("poll_key")),
                new Source(
                        new OrganisationKey(row.getString("organisation")),
                        new PlatformKey(row.getString("platform")),
                        new RecordKind(row.getString("kind"))),
                Coverage.valueOf(row.getString("coverage")),
                State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("verdict")).map(RunVerdict::valueOf),
                hold(row),
                row.getBoolean("site_checked"),
                words(row.getBytes("fields")).stream()
                        .map(FieldName::new)
                        .collect(Collectors.toSet()),
                words(row.getBytes("reasons")),
                new Counts(
                        row.getLong("rows_read"),
                        row.getInt("added"),
                        row.getInt("changed"),
                        row.getInt("gone")),
                new Times(
                        row.getTimestamp("planned_at").toInstant(),
                        instant(row.getTimestamp("started_at")),
                        instant(row.getTimestamp("ended_at")),
                        row.getLong("patience_seconds")));
    }

    private static Optional<RunHold> hold(ResultSet row) throws SQLException {
        var state = row.getString("hold");
        if (state == null) {
            return Optional.empty();
        }
        return Optional.of(
                new RunHold(
                        RunHold.Cause.valueOf(row.getString("hold_cause")),
                        RunHold.State.valueOf(state),
                        Optional.ofNullable(row.getString("decided_by")),
                        instant(row.getTimestamp("decided_at"))));
    }

    private static Optional<Instant> instant(@Nullable Timestamp stored) {
        return Optional.ofNullable(stored).map(Timestamp::toInstant);
    }

    private static byte[] words(Set<FieldName> fields) {
        return MessageCodec.encode(fields.stream().map(FieldName::value).sorted().toList());
    }

    private static List<String> words(byte[] json) {
        try {
            return MessageCodec.json().readValue(json, WORDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
