package org.passerelle.decisions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Decision;
import org.passerelle.policy.PackVersion;

/** Single decisions in {@code decisions}; those of polls are written by {@code learning}. */
public final class JdbcDecisions implements DecisionLog {
    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcDecisions(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
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
                                        MessageCodec.encode(Documents.question(asked.question())))
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
                        handle.createQuery(
                                        "SELECT id, decided_at, organisation, pack_version, about, actor, subject_id,"
                                                + " question, answer FROM decisions WHERE id = :id AND question IS NOT NULL")
                                .bind("id", id)
                                .map((row, context) -> stored(row))
                                .findOne());
    }

    private static DecisionRecord stored(ResultSet row) throws SQLException {
        var organisation = new OrganisationKey(row.getString("organisation"));
        return new DecisionRecord(
                row.getLong("id"),
                row.getTimestamp("decided_at").toInstant(),
                new PackVersion(organisation, row.getString("pack_version")),
                row.getString("about"),
                row.getString("actor"),
                Optional.ofNullable(row.getBytes("subject_id")).map(SubjectId::of),
                MessageCodec.decode(row.getBytes("question"), ObjectNode.class),
                MessageCodec.decode(row.getBytes("answer"), ObjectNode.class));
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
