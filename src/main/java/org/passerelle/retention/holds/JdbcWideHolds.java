package org.passerelle.retention.holds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.retention.JdbcRetention;

/** The table {@code wide_holds}. Writes join the caller's transaction. */
final class JdbcWideHolds {
    private static final String SELECT =
            "SELECT number, organisation, platform, course_id, reason, until_on, placed_by, placed_at FROM wide_holds"
                    + " WHERE lifted_at IS NULL";

    private final Jdbi jdbi;
    private final Clock clock;

    JdbcWideHolds(JdbcRetention store) {
        this.jdbi = store.jdbi();
        this.clock = store.clock();
    }

    long place(WideHolds.Placing placing, String actor) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO wide_holds (organisation, platform, course_id, reason, until_on, placed_by, placed_at)"
                                                + " VALUES (:organisation, :platform, :course, :reason, :until, :actor, :now)")
                                .bind("organisation", placing.organisation().value())
                                .bind("platform", placing.course().map(of -> of.platform().value()))
                                .bind("course", placing.course().map(of -> of.course().value()))
                                .bind("reason", placing.reason())
                                .bind("until", placing.until())
                                .bind("actor", actor)
                                .bind("now", clock.instant())
                                .executeAndReturnGeneratedKeys("number")
                                .mapTo(Long.class)
                                .one());
    }

    boolean lift(long number, String actor) {
        return jdbi.withHandle(
                handle ->
                        handle.execute(
                                        "UPDATE wide_holds SET lifted_by = ?, lifted_at = ? WHERE number = ? AND lifted_at IS NULL",
                                        actor,
                                        clock.instant(),
                                        number)
                                == 1);
    }

    /** One that stands. */
    Optional<WideHold> find(long number) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(SELECT + " AND number = :number")
                                .bind("number", number)
                                .map((row, context) -> hold(row))
                                .findOne());
    }

    List<WideHold> open(OrganisationKey organisation) {
        return jdbi.withHandle(handle -> open(handle, organisation));
    }

    private static List<WideHold> open(Handle handle, OrganisationKey organisation) {
        return handle.createQuery(SELECT + " AND organisation = :organisation ORDER BY number")
                .bind("organisation", organisation.value())
                .map((row, context) -> hold(row))
                .list();
    }

    /**
     * Which of these subjects of one organisation such a hold covers on a day. Whoever any fact
     * ties to a course belongs to it, also after the enrolment has ended.
     */
    Set<SubjectId> covered(
            Collection<SubjectId> subjects, OrganisationKey organisation, LocalDate today) {
        if (subjects.isEmpty()) {
            return Set.of();
        }
        return jdbi.withHandle(
                handle -> {
                    var covered = new HashSet<SubjectId>();
                    for (WideHold hold : open(handle, organisation)) {
                        if (!today.isAfter(hold.until())) {
                            covered.addAll(
                                    hold.course()
                                            .map(course -> of(handle, subjects, course))
                                            .orElseGet(() -> Set.copyOf(subjects)));
                        }
                    }
                    return covered;
                });
    }

    private static Set<SubjectId> of(
            Handle handle, Collection<SubjectId> subjects, WideHold.OfCourse course) {
        return handle.createQuery(
                        "SELECT DISTINCT f.subject_id FROM facts f JOIN subjects s ON s.subject_id = f.subject_id"
                                + " WHERE s.platform = :platform AND f.course_id = :course AND f.replaced = 0"
                                + " AND f.subject_id IN (<subjects>)")
                .bind("platform", course.platform().value())
                .bind("course", course.course().value())
                .bindList("subjects", subjects.stream().map(SubjectId::bytes).toList())
                .map((row, context) -> SubjectId.of(row.getBytes(1)))
                .set();
    }

    private static WideHold hold(ResultSet row) throws SQLException {
        var platform = Optional.ofNullable(row.getString("platform"));
        long course = row.getLong("course_id");
        return new WideHold(
                row.getLong("number"),
                new OrganisationKey(row.getString("organisation")),
                platform.map(
                        key -> new WideHold.OfCourse(new PlatformKey(key), new CourseId(course))),
                row.getString("reason"),
                row.getObject("until_on", LocalDate.class),
                row.getString("placed_by"),
                row.getTimestamp("placed_at").toInstant());
    }
}
