package org.passerelle.learning.polls;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.MasterKey;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.PollTask;
import org.passerelle.messages.JdbcBatch;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;

/**
 * What a person must look at after a poll: fields no mapping names ({@code mapping_gaps}) and rows
 * that could not be read ({@code unreadable_rows}). No value is in either; what comes again is
 * counted, not listed again.
 */
public final class JdbcReadFaults {
    private static final int LONGEST_PATH = 500;
    private static final int LONGEST_WHY = 1000;

    private final Jdbi jdbi;
    private final MasterKey master;
    private final Clock clock;

    public JdbcReadFaults(Jdbi jdbi, MasterKey master, Clock clock) {
        this.jdbi = jdbi;
        this.master = master;
        this.clock = clock;
    }

    /** A field of the platform's answer that the mapping neither maps nor drops. */
    public record Gap(RecordKind kind, String path, long times, Instant first, Instant last) {}

    /**
     * A row that could not be read.
     *
     * @param at its place in its answer, from 0
     * @param courseOrZero zero for the whole site
     */
    public record Unreadable(RecordKind kind, long courseOrZero, int at, String why, long times) {}

    public List<Gap> gaps(PlatformKey platform) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT kind, path, times, first_seen_at, last_seen_at FROM mapping_gaps"
                                                + " WHERE platform = :platform ORDER BY kind, path")
                                .bind("platform", platform.value())
                                .map(
                                        (row, context) ->
                                                new Gap(
                                                        new RecordKind(row.getString(1)),
                                                        row.getString(2),
                                                        row.getLong(3),
                                                        row.getTimestamp(4).toInstant(),
                                                        row.getTimestamp(5).toInstant()))
                                .list());
    }

    public List<Unreadable> unreadable(PlatformKey platform, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT kind, course_id, row_at, why, times FROM unreadable_rows"
                                                + " WHERE platform = :platform ORDER BY last_seen_at DESC, id DESC LIMIT :limit")
                                .bind("platform", platform.value())
                                .bind("limit", limit)
                                .map(
                                        (row, context) ->
                                                new Unreadable(
                                                        new RecordKind(row.getString(1)),
                                                        row.getLong(2),
                                                        row.getInt(3),
                                                        row.getString(4),
                                                        row.getLong(5)))
                                .list());
    }

    void addGaps(PollRun run, Map<String, Integer> timesByPath) {
        var now = Timestamp.from(clock.instant());
        jdbi.useHandle(
                handle ->
                        JdbcBatch.write(
                                handle,
                                "INSERT INTO mapping_gaps (platform, kind, path_hash, path, times, first_seen_at, last_seen_at)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE times = times + VALUES(times),"
                                        + " last_seen_at = VALUES(last_seen_at)",
                                timesByPath.entrySet(),
                                (statement, gap) -> {
                                    var path = cut(gap.getKey(), LONGEST_PATH);
                                    statement.setString(1, run.platform().value());
                                    statement.setString(2, run.kind().value());
                                    statement.setBytes(3, master.shortHash(path));
                                    statement.setString(4, path);
                                    statement.setInt(5, gap.getValue());
                                    statement.setTimestamp(6, now);
                                    statement.setTimestamp(7, now);
                                }));
    }

    void addUnreadable(PollRun run, PollTask task, Map<Integer, String> whyByRow) {
        var now = Timestamp.from(clock.instant());
        jdbi.useHandle(
                handle ->
                        JdbcBatch.write(
                                handle,
                                "INSERT INTO unreadable_rows (platform, kind, course_id, row_at, why, why_hash, times,"
                                        + " last_run_id, first_seen_at, last_seen_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?)"
                                        + " ON DUPLICATE KEY UPDATE times = times + 1, last_run_id = VALUES(last_run_id),"
                                        + " last_seen_at = VALUES(last_seen_at)",
                                whyByRow.entrySet(),
                                (statement, row) -> {
                                    var why = cut(row.getValue(), LONGEST_WHY);
                                    statement.setString(1, run.platform().value());
                                    statement.setString(2, run.kind().value());
                                    statement.setLong(3, task.courseOrZero());
                                    statement.setInt(4, task.offset() + row.getKey());
                                    statement.setString(5, why);
                                    statement.setBytes(6, master.shortHash(why));
                                    statement.setLong(7, run.id());
                                    statement.setTimestamp(8, now);
                                    statement.setTimestamp(9, now);
                                }));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
