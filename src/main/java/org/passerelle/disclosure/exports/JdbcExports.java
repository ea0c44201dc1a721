package org.passerelle.disclosure.exports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.passerelle.disclosure.exports.Export.State;
import org.passerelle.disclosure.recipients.Registered;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.policy.PurposeKey;

/** Exports in {@code exports}. Writes join the caller's transaction. */
public final class JdbcExports {
    private static final String SELECT =
            "SELECT e.*, r.recipient_key FROM exports e JOIN recipients r ON r.recipient_id ="
                    + " e.recipient_id";

    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcExports(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** An export to keep. */
    record Made(
            Export.Order order, Registered recipient, String pack, State state, long expected) {}

    long insert(Made made, String actor) {
        var order = made.order();
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO exports (organisation, platform, recipient_id, purpose, selection,"
                                                + " format, state, state_at, asked_by, asked_at, subjects_expected,"
                                                + " pack_version) VALUES (:organisation, :platform, :recipient, :purpose,"
                                                + " :selection, :format, :state, :now, :actor, :now, :expected, :pack)")
                                .bind("organisation", order.organisation().value())
                                .bind("platform", order.selection().platform().value())
                                .bind("recipient", made.recipient().id())
                                .bind("purpose", order.purpose().value())
                                .bind("selection", json(order.selection()))
                                .bind("format", order.format().key())
                                .bind("state", made.state().key())
                                .bind("now", clock.instant())
                                .bind("actor", actor)
                                .bind("expected", made.expected())
                                .bind("pack", made.pack())
                                .executeAndReturnGeneratedKeys("export_id")
                                .mapTo(Long.class)
                                .one());
    }

    Optional<Export> find(long id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(SELECT + " WHERE e.export_id = :id")
                                .bind("id", id)
                                .map((row, context) -> export(row))
                                .findOne());
    }

    /** Newest first; {@code before} is the last number seen. */
    List<Export> list(OrganisationKey organisation, long before, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + " WHERE e.organisation = :organisation AND e.export_id < :before"
                                                + " ORDER BY e.export_id DESC LIMIT :limit")
                                .bind("organisation", organisation.value())
                                .bind("before", before)
                                .bind("limit", limit)
                                .map((row, context) -> export(row))
                                .list());
    }

    /**
     * @return false when it does not wait any more
     */
    boolean approve(long id, String actor) {
        return one(
                id,
                "UPDATE exports SET state = 'ready', state_at = :now, approved_by = :actor,"
                        + " approved_at = :now WHERE export_id = :id AND state = 'waiting'",
                update -> update.bind("actor", actor));
    }

    /**
     * @return false when somebody fetched it already
     */
    boolean begin(long id, String pack) {
        return one(
                id,
                "UPDATE exports SET state = 'streaming', state_at = :now, started_at = :now,"
                        + " pack_version = :pack WHERE export_id = :id AND state = 'ready'",
                update -> update.bind("pack", pack));
    }

    void count(long id, long subjects, long records) {
        one(
                id,
                "UPDATE exports SET state_at = :now, subjects = :subjects, records = :records"
                        + " WHERE export_id = :id AND state = 'streaming'",
                update -> update.bind("subjects", subjects).bind("records", records));
    }

    void done(long id, byte[] contentHash, byte[] receipt) {
        one(
                id,
                "UPDATE exports SET state = 'done', state_at = :now, content_hash = :hash,"
                        + " receipt = :receipt WHERE export_id = :id AND state = 'streaming'",
                update -> update.bind("hash", contentHash).bind("receipt", receipt));
    }

    /**
     * @return false when it had ended already
     */
    boolean interrupt(long id) {
        return one(
                id,
                "UPDATE exports SET state = 'interrupted', state_at = :now WHERE export_id = :id"
                        + " AND state = 'streaming'",
                update -> update);
    }

    /** Those that stream and have not moved since. */
    List<Export> stalledSince(Instant before) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        SELECT
                                                + " WHERE e.state = 'streaming' AND e.state_at < :before")
                                .bind("before", before)
                                .map((row, context) -> export(row))
                                .list());
    }

    Optional<byte[]> receipt(long id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT receipt FROM exports WHERE export_id = :id AND receipt IS NOT NULL")
                                .bind("id", id)
                                .mapTo(byte[].class)
                                .findOne());
    }

    private interface Binding {
        Update bind(Update update);
    }

    private boolean one(long id, String sql, Binding binding) {
        return jdbi.withHandle(
                handle ->
                        binding.bind(
                                                handle.createUpdate(sql)
                                                        .bind("id", id)
                                                        .bind("now", clock.instant()))
                                        .execute()
                                == 1);
    }

    private static Export export(ResultSet row) throws SQLException {
        return new Export(
                row.getLong("export_id"),
                new Export.Order(
                        new OrganisationKey(row.getString("organisation")),
                        row.getString("recipient_key"),
                        new PurposeKey(row.getString("purpose")),
                        selection(row.getString("platform"), row.getString("selection")),
                        Format.of(row.getString("format")).orElseThrow()),
                row.getLong("recipient_id"),
                State.of(row.getString("state")),
                new Export.Asked(
                        row.getString("asked_by"),
                        row.getTimestamp("asked_at").toInstant(),
                        row.getLong("subjects_expected")),
                Optional.ofNullable(row.getString("approved_by")),
                row.getString("pack_version"),
                new Export.Sent(
                        Optional.ofNullable(row.getTimestamp("started_at"))
                                .map(Timestamp::toInstant),
                        row.getTimestamp("state_at").toInstant(),
                        row.getLong("subjects"),
                        row.getLong("records"),
                        Optional.ofNullable(row.getBytes("content_hash"))
                                .map(hash -> HexFormat.of().formatHex(hash))));
    }

    private static String json(Selection selection) {
        ObjectNode json = MessageCodec.json().createObjectNode();
        selection.kinds().stream()
                .sorted()
                .forEach(kind -> json.withArray("kinds").add(kind.value()));
        selection.fields().forEach(field -> json.withArray("fields").add(field.value()));
        selection.courses().stream()
                .sorted()
                .forEach(course -> json.withArray("courses").add(course.value()));
        selection.legalText().ifPresent(text -> json.put("legalText", text));
        return json.toString();
    }

    private static Selection selection(String platform, String text) {
        var json = MessageCodec.decode(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        var kinds = new HashSet<RecordKind>();
        json.path("kinds").forEach(kind -> kinds.add(new RecordKind(kind.asText())));
        var fields = new ArrayList<FieldName>();
        json.path("fields").forEach(field -> fields.add(new FieldName(field.asText())));
        var courses = new HashSet<CourseId>();
        json.path("courses").forEach(course -> courses.add(new CourseId(course.asLong())));
        return new Selection(
                new PlatformKey(platform),
                kinds,
                fields,
                courses,
                Optional.ofNullable(json.path("legalText").textValue()));
    }
}
