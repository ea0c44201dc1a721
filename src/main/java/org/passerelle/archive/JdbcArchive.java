package org.passerelle.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/** The table {@code archive_records}. Writes join the caller's transaction. */
public final class JdbcArchive {
    private static final String SELECT =
            "SELECT number, organisation, platform, subject_id, course_id, reason, until_on, rule_key, filed_at,"
                    + " filed_by, destroyed_at FROM archive_records ";

    private final Jdbi jdbi;

    public JdbcArchive(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Filed again, the content is the newer one and the later end counts. */
    void put(Filing filing, byte[] sealed, String actor, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO archive_records (organisation, platform, subject_id, course_id, reason, compartment,"
                                                + " until_on, rule_key, sealed, filed_at, filed_by)"
                                                + " VALUES (:organisation, :platform, :subject, :course, :reason, :compartment, :until, :rule,"
                                                + " :sealed, :now, :actor)"
                                                + " ON DUPLICATE KEY UPDATE sealed = VALUES(sealed),"
                                                + " rule_key = IF(VALUES(until_on) > until_on, VALUES(rule_key), rule_key),"
                                                + " until_on = GREATEST(until_on, VALUES(until_on))")
                                .bind("organisation", filing.organisation().value())
                                .bind("platform", filing.platform().value())
                                .bind("subject", filing.subject().bytes())
                                .bind("course", filing.course().map(CourseId::value).orElse(0L))
                                .bind("reason", filing.reason())
                                .bind("compartment", filing.compartment().value())
                                .bind("until", filing.until())
                                .bind("rule", filing.rule())
                                .bind("sealed", sealed)
                                .bind("now", now)
                                .bind("actor", actor)
                                .execute());
    }

    Optional<ArchiveRecord> find(long number) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(SELECT + "WHERE number = :number")
                                .bind("number", number)
                                .map((row, context) -> record(row))
                                .findOne());
    }

    /** By number, from after the given one. */
    List<ArchiveRecord> after(OrganisationKey organisation, long number, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + "WHERE organisation = :organisation AND number > :number"
                                                + " ORDER BY number LIMIT :limit")
                                .bind("organisation", organisation.value())
                                .bind("number", number)
                                .bind("limit", limit)
                                .map((row, context) -> record(row))
                                .list());
    }

    byte[] sealed(long number) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT sealed FROM archive_records WHERE number = :number")
                                .bind("number", number)
                                .mapTo(byte[].class)
                                .one());
    }

    /** Those whose last day has passed. */
    List<ArchiveRecord> ended(LocalDate today, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + "WHERE destroyed_at IS NULL AND until_on < :today ORDER BY until_on LIMIT :limit")
                                .bind("today", today)
                                .bind("limit", limit)
                                .map((row, context) -> record(row))
                                .list());
    }

    void destroyed(long number, Instant at) {
        jdbi.useHandle(
                handle ->
                        handle.execute(
                                "UPDATE archive_records SET sealed = '', destroyed_at = ? WHERE number = ? AND destroyed_at IS NULL",
                                at,
                                number));
    }

    /** Subjects with a course some funder pays, whose proof no fact says to be archived. */
    List<SubjectId> withoutProof(SubjectId after, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT DISTINCT f.subject_id FROM facts f JOIN subjects s ON s.subject_id = f.subject_id"
                                                + " WHERE f.fact_key LIKE 'funded-by-%' AND f.replaced = 0 AND s.erased_at IS NULL"
                                                + " AND f.subject_id > :after AND NOT EXISTS (SELECT 1 FROM facts p WHERE p.subject_id = f.subject_id"
                                                + " AND p.fact_key = 'funder-proof-archived' AND p.course_id = f.course_id AND p.replaced = 0)"
                                                + " ORDER BY f.subject_id LIMIT :limit")
                                .bind("after", after.bytes())
                                .bind("limit", limit)
                                .map((row, context) -> SubjectId.of(row.getBytes(1)))
                                .list());
    }

    private static ArchiveRecord record(ResultSet row) throws SQLException {
        long course = row.getLong("course_id");
        return new ArchiveRecord(
                row.getLong("number"),
                new Filing(
                        new OrganisationKey(row.getString("organisation")),
                        new PlatformKey(row.getString("platform")),
                        SubjectId.of(row.getBytes("subject_id")),
                        course == 0 ? Optional.empty() : Optional.of(new CourseId(course)),
                        row.getString("reason"),
                        row.getObject("until_on", LocalDate.class),
                        row.getString("rule_key")),
                row.getTimestamp("filed_at").toInstant(),
                row.getString("filed_by"),
                Optional.ofNullable(row.getTimestamp("destroyed_at")).map(Timestamp::toInstant));
    }
}
