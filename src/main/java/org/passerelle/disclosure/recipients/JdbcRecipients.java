package org.passerelle.disclosure.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.disclosure.recipients.Registered.Safeguard;
import org.passerelle.disclosure.recipients.Registered.Terms;
import org.passerelle.keys.MasterKey;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.RoleKey;

/** The registry in {@code recipients}. Writes join the caller's transaction. */
public final class JdbcRecipients {
    private final Jdbi jdbi;
    private final MasterKey master;
    private final Clock clock;

    public JdbcRecipients(Jdbi jdbi, MasterKey master, Clock clock) {
        this.jdbi = jdbi;
        this.master = master;
        this.clock = clock;
    }

    /**
     * @return false when the organisation has one of this key
     */
    boolean insert(RecipientDesk.Adding adding, String actor) {
        var terms = adding.terms();
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                "INSERT IGNORE INTO recipients (organisation, recipient_key, title, role_key,"
                                                        + " country, reference, safeguard, safeguard_until, starts_on, ends_on,"
                                                        + " courses, notice_by, sealed_address, added_by, added_at)"
                                                        + " VALUES (:organisation, :key, :title, :role, :country, :reference,"
                                                        + " :safeguard, :safeguardUntil, :from, :until, :courses, :by, :address,"
                                                        + " :actor, :now)")
                                        .bind("organisation", adding.organisation().value())
                                        .bind("key", adding.key())
                                        .bind("title", terms.title())
                                        .bind("role", terms.role().value())
                                        .bind("country", terms.country())
                                        .bind("reference", terms.reference())
                                        .bind(
                                                "safeguard",
                                                terms.safeguard()
                                                        .map(Safeguard::reference)
                                                        .orElse(null))
                                        .bind(
                                                "safeguardUntil",
                                                terms.safeguard()
                                                        .map(Safeguard::until)
                                                        .orElse(null))
                                        .bind("from", adding.from())
                                        .bind("until", adding.until().orElse(null))
                                        .bind("courses", courses(terms.courses()))
                                        .bind("by", adding.notices().key())
                                        .bind("address", sealed(adding.notices()).orElse(null))
                                        .bind("actor", actor)
                                        .bind("now", clock.instant())
                                        .execute()
                                == 1);
    }

    boolean end(OrganisationKey organisation, String key, LocalDate last, String actor) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                "UPDATE recipients SET ends_on = :last, ended_by = :actor, ended_at = :now"
                                                        + " WHERE organisation = :organisation AND recipient_key = :key")
                                        .bind("last", last)
                                        .bind("actor", actor)
                                        .bind("now", clock.instant())
                                        .bind("organisation", organisation.value())
                                        .bind("key", key)
                                        .execute()
                                == 1);
    }

    Optional<Registered> find(OrganisationKey organisation, String key) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM recipients WHERE organisation = :organisation"
                                                + " AND recipient_key = :key")
                                .bind("organisation", organisation.value())
                                .bind("key", key)
                                .map((row, context) -> recipient(row))
                                .findOne());
    }

    Optional<Registered> find(long id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("SELECT * FROM recipients WHERE recipient_id = :id")
                                .bind("id", id)
                                .map((row, context) -> recipient(row))
                                .findOne());
    }

    List<Registered> list(OrganisationKey organisation, long after, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM recipients WHERE organisation = :organisation"
                                                + " AND recipient_id > :after ORDER BY recipient_id LIMIT :limit")
                                .bind("organisation", organisation.value())
                                .bind("after", after)
                                .bind("limit", limit)
                                .map((row, context) -> recipient(row))
                                .list());
    }

    private Optional<byte[]> sealed(NoticeWay way) {
        return switch (way) {
            case NoticeWay.Queue queue -> Optional.empty();
            case NoticeWay.Mail mail ->
                    Optional.of(
                            master.seal(mail.address().value().getBytes(StandardCharsets.UTF_8)));
        };
    }

    private Registered recipient(ResultSet row) throws SQLException {
        var safeguard = Optional.ofNullable(row.getDate("safeguard_until")).map(Date::toLocalDate);
        var reference = Optional.ofNullable(row.getString("safeguard")).orElse("");
        return new Registered(
                row.getLong("recipient_id"),
                new OrganisationKey(row.getString("organisation")),
                row.getString("recipient_key"),
                new Terms(
                        row.getString("title"),
                        new RoleKey(row.getString("role_key")),
                        row.getString("country"),
                        row.getString("reference"),
                        safeguard.map(until -> new Safeguard(reference, until)),
                        courses(row.getString("courses"))),
                way(row),
                row.getDate("starts_on").toLocalDate(),
                Optional.ofNullable(row.getDate("ends_on")).map(Date::toLocalDate));
    }

    private NoticeWay way(ResultSet row) throws SQLException {
        if (row.getString("notice_by").equals("queue")) {
            return new NoticeWay.Queue();
        }
        var address =
                master.open(row.getBytes("sealed_address"))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "the address of a recipient cannot be opened; restore the"
                                                        + " master key it was sealed with"));
        return new NoticeWay.Mail(new FieldValue.Text(new String(address, StandardCharsets.UTF_8)));
    }

    private static String courses(Set<CourseId> courses) {
        var json = MessageCodec.json().createArrayNode();
        courses.stream().sorted().forEach(course -> json.add(course.value()));
        return json.toString();
    }

    private static Set<CourseId> courses(String json) {
        var courses = new HashSet<CourseId>();
        MessageCodec.decode(json.getBytes(StandardCharsets.UTF_8), JsonNode.class)
                .forEach(course -> courses.add(new CourseId(course.asLong())));
        return courses;
    }
}
