package org.passerelle.rights.restriction;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.SubjectId;

/** What waits, in {@code held_messages}. Writes join the caller's transaction. */
public final class JdbcHeldMessages {
    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcHeldMessages(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    record Held(long id, byte[] cipher) {}

    void hold(SubjectId subject, String businessId, byte[] sealed) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT IGNORE INTO held_messages (subject_id, business_id, sealed, held_at)"
                                                + " VALUES (:subject, :id, :sealed, :now)")
                                .bind("subject", subject.bytes())
                                .bind("id", businessId)
                                .bind("sealed", sealed)
                                .bind("now", clock.instant())
                                .execute());
    }

    /** In the order they came; nobody else settles them until the caller's transaction ends. */
    List<Held> waiting(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT held_id, sealed FROM held_messages WHERE subject_id = :subject"
                                                + " AND settled_at IS NULL ORDER BY held_id FOR UPDATE")
                                .bind("subject", subject.bytes())
                                .map((row, context) -> new Held(row.getLong(1), row.getBytes(2)))
                                .list());
    }

    /** Subjects for whom something waits. */
    List<SubjectId> subjects() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT DISTINCT subject_id FROM held_messages WHERE settled_at IS NULL")
                                .map((row, context) -> SubjectId.of(row.getBytes(1)))
                                .list());
    }

    /** The body is no longer needed; that it waited stays known. */
    void settled(long id, String how) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE held_messages SET settled_at = :now, settled_how = :how, sealed = ''"
                                                + " WHERE held_id = :id")
                                .bind("now", clock.instant())
                                .bind("how", how)
                                .bind("id", id)
                                .execute());
    }
}
