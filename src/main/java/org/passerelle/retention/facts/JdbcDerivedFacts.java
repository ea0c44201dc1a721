package org.passerelle.retention.facts;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.keys.MasterKey;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.FactKey;
import org.passerelle.retention.JdbcRetention;

/**
 * Facts derived from what the polls saw: one row per subject, key and course. Each statement gives
 * the same row whatever order the events come in.
 */
final class JdbcDerivedFacts {
    private final Jdbi jdbi;
    private final MasterKey master;
    private final Clock clock;

    JdbcDerivedFacts(JdbcRetention store) {
        this.jdbi = store.jdbi();
        this.master = store.master();
        this.clock = store.clock();
    }

    /**
     * @param version of the learning record it was read from
     */
    record Observation(
            SubjectId subject,
            FactKey key,
            LocalDate on,
            Optional<CourseId> course,
            String source,
            int version) {}

    /**
     * Keeps the earlier day.
     *
     * @return whether anything changed
     */
    boolean first(Observation seen) {
        return write(
                seen,
                " ON DUPLICATE KEY UPDATE happened_on = LEAST(happened_on, VALUES(happened_on)),"
                        + " record_version = GREATEST(record_version, VALUES(record_version))");
    }

    /**
     * Keeps the later day.
     *
     * @return whether anything changed
     */
    boolean last(Observation seen) {
        return write(
                seen,
                " ON DUPLICATE KEY UPDATE happened_on = GREATEST(happened_on, VALUES(happened_on))");
    }

    /** Takes away what an older version of the record said. */
    boolean forget(Observation newer) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                "DELETE FROM facts WHERE subject_id = :subject AND id_hash = :hash"
                                                        + " AND record_version < :version")
                                        .bind("subject", newer.subject().bytes())
                                        .bind("hash", hash(newer))
                                        .bind("version", newer.version())
                                        .execute()
                                > 0);
    }

    /** Whether a newer version of the record has been seen under that key. */
    boolean outdated(Observation seen) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT 1 FROM facts WHERE subject_id = :subject AND id_hash = :hash"
                                                + " AND record_version > :version")
                                .bind("subject", seen.subject().bytes())
                                .bind("hash", hash(seen))
                                .bind("version", seen.version())
                                .mapTo(Integer.class)
                                .findOne()
                                .isPresent());
    }

    private boolean write(Observation seen, String onDuplicate) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                "INSERT INTO facts (subject_id, id_hash, fact_id, fact_key, happened_on, source,"
                                                        + " course_id, record_version, told_at)"
                                                        + " VALUES (:subject, :hash, :id, :key, :on, :source, :course, :version, :now)"
                                                        + onDuplicate)
                                        .bind("subject", seen.subject().bytes())
                                        .bind("hash", hash(seen))
                                        .bind("id", id(seen))
                                        .bind("key", seen.key().key())
                                        .bind("on", seen.on())
                                        .bind("source", seen.source())
                                        .bind(
                                                "course",
                                                seen.course().map(CourseId::value).orElse(0L))
                                        .bind("version", seen.version())
                                        .bind("now", clock.instant())
                                        .execute()
                                > 0);
    }

    private byte[] hash(Observation seen) {
        return master.shortHash("derived-fact", seen.subject().toString(), id(seen));
    }

    private static String id(Observation seen) {
        return "derived/" + seen.key().key() + seen.course().map(course -> "/" + course).orElse("");
    }
}
