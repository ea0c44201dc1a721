package org.passerelle.custody.comeback;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/** Open tombstones beside the living subjects that look like them. */
public final class JdbcComebacks {
    private static final String COMEBACKS =
            "SELECT t.id, t.organisation, t.platform, t.site_fingerprint, s.subject_id,"
                    + " s.user_id_hash = t.user_hash AS same_user,"
                    + " COALESCE(s.idnumber_hash = t.idnumber_hash, FALSE) AS same_number, t.email_hash, t.erased_at, t.match_state,"
                    + " EXISTS (SELECT 1 FROM facts f WHERE f.subject_id = s.subject_id AND f.replaced = 0"
                    + " AND f.fact_key = 'contract-start' AND f.happened_on >= DATE(t.erased_at)) AS enrolled_since"
                    + " FROM tombstones t JOIN subjects s ON s.platform = t.platform AND s.erased_at IS NULL"
                    + " AND s.subject_id <> t.subject_id";

    private final Jdbi jdbi;

    public JdbcComebacks(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Each by an index: the account first, then the number. */
    List<Comeback> open(LocalDate today) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        COMEBACKS
                                                + " AND s.user_id_hash = t.user_hash WHERE t.ends_on >= :today AND (t.match_state IS NULL OR t.match_state <> 'closed')"
                                                + " UNION "
                                                + COMEBACKS
                                                + " AND s.idnumber_hash = t.idnumber_hash WHERE t.ends_on >= :today AND (t.match_state IS NULL OR t.match_state <> 'closed')")
                                .bind("today", today)
                                .map((row, context) -> comeback(row))
                                .list());
    }

    /** False when it was told so already. */
    boolean mark(Comeback comeback, Match match, Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.execute(
                                        "UPDATE tombstones SET match_state = ?, match_why = ?, match_subject = ?, match_at = ?"
                                                + " WHERE id = ? AND (match_why IS NULL OR match_why <> ? OR match_subject <> ?)",
                                        match.state(),
                                        match.key(),
                                        comeback.subject().bytes(),
                                        now,
                                        comeback.tombstone(),
                                        match.key(),
                                        comeback.subject().bytes())
                                == 1);
    }

    boolean close(long tombstone, String why, Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.execute(
                                        "UPDATE tombstones SET match_state = 'closed', match_why = ?, match_at = ?"
                                                + " WHERE id = ? AND match_state IN ('proposed', 'reported')",
                                        why,
                                        now,
                                        tombstone)
                                == 1);
    }

    /** Those somebody should look at, and those that were closed. */
    List<Told> told(OrganisationKey organisation) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT id, platform, match_subject, match_state, match_why, match_at, erased_at FROM tombstones"
                                                + " WHERE organisation = :organisation AND match_state IS NOT NULL ORDER BY id")
                                .bind("organisation", organisation.value())
                                .map(
                                        (row, context) ->
                                                new Told(
                                                        row.getLong(1),
                                                        organisation,
                                                        new PlatformKey(row.getString(2)),
                                                        SubjectId.of(row.getBytes(3)),
                                                        row.getString(4),
                                                        row.getString(5),
                                                        row.getTimestamp(6).toInstant(),
                                                        row.getTimestamp(7).toInstant()))
                                .list());
    }

    private static Comeback comeback(ResultSet row) throws SQLException {
        return new Comeback(
                row.getLong("id"),
                new OrganisationKey(row.getString("organisation")),
                new PlatformKey(row.getString("platform")),
                row.getString("site_fingerprint"),
                SubjectId.of(row.getBytes("subject_id")),
                new Comeback.Same(
                        row.getBoolean("same_user"),
                        row.getBoolean("same_number"),
                        Optional.ofNullable(row.getBytes("email_hash")),
                        row.getBoolean("enrolled_since")),
                row.getTimestamp("erased_at").toInstant(),
                Optional.ofNullable(row.getString("match_state")));
    }
}
