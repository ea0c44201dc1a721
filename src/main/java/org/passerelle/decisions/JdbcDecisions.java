package org.passerelle.decisions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Pack;
import org.passerelle.policy.PackVersion;

/**
 * Decisions in {@code decisions}. Those of polls are written by {@code learning}, one row per run
 * and kind, and shown here in the same shape.
 */
public final class JdbcDecisions implements DecisionLog {
    private static final String COLUMNS =
            "SELECT id, decided_at, organisation, pack_version, about, reference, kind, actor, subject_id,"
                    + " outcome, purposes, fields, because, question, answer FROM decisions";

    private final Jdbi jdbi;
    private final Clock clock;
    private final Function<OrganisationKey, Optional<Pack>> packs;

    /** For whoever writes; what polls decided is shown without clauses. */
    public JdbcDecisions(Jdbi jdbi, Clock clock) {
        this(jdbi, clock, organisation -> Optional.empty());
    }

    /**
     * @param packs those that run: the clauses of what polls decided are read from them
     */
    public JdbcDecisions(Jdbi jdbi, Clock clock, Function<OrganisationKey, Optional<Pack>> packs) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.packs = packs;
    }

    @Override
    public long record(Asked asked, Decision answer) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO decisions (decided_at, organisation, pack_version, about, reference,"
                                                + " actor, subject_id, outcome, purposes, fields, because, question, answer)"
                                                + " VALUES (:now, :organisation, :version, :about, :reference, :actor, :subject,"
                                                + " :outcome, :purposes, :fields, :because, :question, :answer)")
                                .bind("now", clock.instant())
                                .bind("organisation", answer.pack().organisation().value())
                                .bind("version", answer.pack().version())
                                .bind("about", asked.about())
                                .bind("reference", asked.reference())
                                .bind("actor", asked.actor())
                                .bind("subject", asked.subject().map(SubjectId::bytes).orElse(null))
                                .bind("outcome", Documents.word(answer).toUpperCase(Locale.ROOT))
                                .bind("purposes", sorted(Documents.purposes(answer)))
                                .bind("fields", sorted(answer.fieldsAllowed()))
                                .bind("because", because(answer))
                                .bind(
                                        "question",
                                        MessageCodec.encode(
                                                Documents.question(
                                                        asked.question(), asked.inputs())))
                                .bind(
                                        "answer",
                                        MessageCodec.encode(Documents.answer(asked.pack(), answer)))
                                .executeAndReturnGeneratedKeys("id")
                                .mapTo(Long.class)
                                .one());
    }

    @Override
    public Optional<DecisionRecord> find(long id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(COLUMNS + " WHERE id = :id")
                                .bind("id", id)
                                .map((row, context) -> stored(row))
                                .findOne());
    }

    @Override
    public List<DecisionRecord> about(SubjectId subject, long after, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        COLUMNS
                                                + " WHERE subject_id = :subject AND id > :after ORDER BY id LIMIT :limit")
                                .bind("subject", subject.bytes())
                                .bind("after", after)
                                .bind("limit", limit)
                                .map((row, context) -> stored(row))
                                .list());
    }

    private DecisionRecord stored(ResultSet row) throws SQLException {
        var version =
                new PackVersion(
                        new OrganisationKey(row.getString("organisation")),
                        row.getString("pack_version"));
        boolean ofPoll = row.getBytes("question") == null;
        var actor = Optional.ofNullable(row.getString("actor"));
        return new DecisionRecord(
                row.getLong("id"),
                row.getTimestamp("decided_at").toInstant(),
                version,
                row.getString("about"),
                row.getString("reference"),
                actor.orElse("poller"),
                Optional.ofNullable(row.getBytes("subject_id")).map(SubjectId::of),
                ofPoll ? PollDocuments.question(polled(row)) : json(row, "question"),
                ofPoll
                        ? PollDocuments.answer(version, polled(row), pack(version))
                        : json(row, "answer"));
    }

    private static ObjectNode json(ResultSet row, String column) throws SQLException {
        return MessageCodec.decode(row.getBytes(column), ObjectNode.class);
    }

    private static PollDocuments.Polled polled(ResultSet row) throws SQLException {
        return new PollDocuments.Polled(
                row.getString("reference"),
                Optional.ofNullable(row.getString("kind")).orElse(""),
                row.getString("outcome").toLowerCase(Locale.ROOT),
                MessageCodec.decode(row.getBytes("purposes"), ArrayNode.class),
                MessageCodec.decode(row.getBytes("fields"), ArrayNode.class),
                Optional.ofNullable(row.getString("because")).orElse(""));
    }

    /** Only the version that decided knows its clauses. */
    private Optional<Pack> pack(PackVersion version) {
        return packs.apply(version.organisation()).filter(pack -> pack.version().equals(version));
    }

    private static String because(Decision answer) {
        return switch (answer) {
            case Decision.Permitted permitted -> "";
            case Decision.Reduced reduced -> "";
            case Decision.Denied denied -> denied.because().value();
            case Decision.Uncovered uncovered -> "decision/uncovered";
        };
    }

    private static byte[] sorted(Collection<?> words) {
        return MessageCodec.encode(words.stream().map(Object::toString).sorted().toList());
    }
}
