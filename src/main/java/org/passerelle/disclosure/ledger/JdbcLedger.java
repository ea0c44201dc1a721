package org.passerelle.disclosure.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.disclosure.ledger.Disclosure.To;
import org.passerelle.messages.JdbcBatch;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.RuleKey;

/** The ledger in {@code disclosures} and {@code export_omissions}. */
public final class JdbcLedger implements Ledger {
    private static final int MOST = 5000;

    private final Jdbi jdbi;

    public JdbcLedger(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void write(long export, long recipient, Collection<Entry> entries, Instant at) {
        jdbi.useHandle(
                handle ->
                        JdbcBatch.write(
                                handle,
                                "INSERT INTO disclosures (export_id, subject_id, recipient_id, decisions, fields,"
                                        + " records, disclosed_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                entries,
                                (statement, entry) -> {
                                    statement.setLong(1, export);
                                    statement.setBytes(2, entry.subject().bytes());
                                    statement.setLong(3, recipient);
                                    statement.setString(
                                            4, json(entry.decisions().stream().sorted().toList()));
                                    statement.setString(5, json(names(entry.fields())));
                                    statement.setInt(6, entry.records());
                                    statement.setTimestamp(7, Timestamp.from(at));
                                }));
    }

    @Override
    public void omit(long export, Collection<Omission> omissions) {
        if (omissions.isEmpty()) {
            return;
        }
        jdbi.useHandle(
                handle -> {
                    var batch =
                            handle.prepareBatch(
                                    "INSERT INTO export_omissions (export_id, what, name, rule_key, reason, times)"
                                            + " VALUES (:export, :what, :name, :rule, :reason, :times)"
                                            + " ON DUPLICATE KEY UPDATE times = times + VALUES(times)");
                    for (Omission omission : omissions) {
                        batch.bind("export", export)
                                .bind("what", omission.what())
                                .bind("name", omission.name())
                                .bind("rule", omission.because().value())
                                .bind("reason", omission.reason())
                                .bind("times", omission.times())
                                .add();
                    }
                    batch.execute();
                });
    }

    @Override
    public List<Disclosure> of(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT d.export_id, d.recipient_id, r.recipient_key, r.title, e.purpose, e.asked_by,"
                                                + " d.fields, d.records, d.decisions, d.disclosed_at, e.content_hash"
                                                + " FROM disclosures d JOIN exports e ON e.export_id = d.export_id"
                                                + " JOIN recipients r ON r.recipient_id = d.recipient_id"
                                                + " WHERE d.subject_id = :subject ORDER BY d.export_id DESC LIMIT "
                                                + MOST)
                                .bind("subject", subject.bytes())
                                .map((row, context) -> disclosure(subject, row))
                                .list());
    }

    @Override
    public List<Omission> omissions(long export, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT what, name, rule_key, reason, times FROM export_omissions"
                                                + " WHERE export_id = :export ORDER BY what, name, rule_key LIMIT :limit")
                                .bind("export", export)
                                .bind("limit", limit)
                                .map(
                                        (row, context) ->
                                                new Omission(
                                                        row.getString(1),
                                                        row.getString(2),
                                                        new RuleKey(row.getString(3)),
                                                        row.getString(4),
                                                        row.getLong(5)))
                                .list());
    }

    @Override
    public Set<Long> recipientsOf(SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT DISTINCT recipient_id FROM disclosures WHERE subject_id = :subject")
                                .bind("subject", subject.bytes())
                                .mapTo(Long.class)
                                .set());
    }

    private static Disclosure disclosure(SubjectId subject, ResultSet row) throws SQLException {
        return new Disclosure(
                row.getLong("export_id"),
                subject,
                new To(
                        row.getLong("recipient_id"),
                        row.getString("recipient_key"),
                        row.getString("title"),
                        row.getString("purpose")),
                row.getString("asked_by"),
                read(row.getString("fields")).stream()
                        .map(node -> new FieldName(node.asText()))
                        .toList(),
                row.getInt("records"),
                read(row.getString("decisions")).stream().map(JsonNode::asLong).toList(),
                row.getTimestamp("disclosed_at").toInstant(),
                Optional.ofNullable(row.getBytes("content_hash"))
                        .map(hash -> HexFormat.of().formatHex(hash)));
    }

    private static List<String> names(Set<FieldName> fields) {
        return fields.stream().map(FieldName::value).sorted().toList();
    }

    private static String json(List<?> values) {
        return new String(MessageCodec.encode(values), StandardCharsets.UTF_8);
    }

    private static List<JsonNode> read(String json) {
        var nodes = new ArrayList<JsonNode>();
        MessageCodec.decode(json.getBytes(StandardCharsets.UTF_8), JsonNode.class)
                .forEach(nodes::add);
        return nodes;
    }
}
