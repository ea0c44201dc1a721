package org.passerelle.commands.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.commands.StoredStep;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.SubjectId;

/** The table {@code command_steps}. */
public final class JdbcCommandSteps {
    private static final TypeReference<Map<String, String>> NOTES = new TypeReference<>() {};

    /** Of all steps that closed or opened the account, settled for this subject, the latest. */
    private static final String LAST_SUSPENSION =
            "SELECT s.step FROM command_steps s JOIN commands c ON c.command_id = s.command_id"
                    + " WHERE c.subject_id = :subject AND ((s.step IN ('SUSPEND', 'LOCK') AND s.state = 'DONE')"
                    + " OR (s.step IN ('LIFT', 'UNLOCK') AND s.state IN ('DONE', 'ALREADY_DONE')))"
                    + " ORDER BY s.settled_at DESC, s.command_id DESC, s.position DESC LIMIT 1";

    private static final String ADD =
            "INSERT IGNORE INTO command_steps (command_id, position, step, state, next_attempt_at, reason, notes)"
                    + " VALUES (:command, :position, :step, 'WAITING', :now, '', '{}')";

    private final Jdbi jdbi;

    JdbcCommandSteps(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Writes the steps of a command that has none. The caller has the command's row locked.
     *
     * @return the steps as written
     */
    public List<StoredStep> plan(CommandId command, List<StepName> names, Instant now) {
        var steps = new ArrayList<StoredStep>();
        for (StepName name : names) {
            steps.add(StoredStep.planned(command, steps.size(), name, now));
        }
        jdbi.useHandle(
                handle -> {
                    var batch = handle.prepareBatch(ADD);
                    steps.forEach(step -> bind(batch, step, now).add());
                    batch.execute();
                });
        return steps;
    }

    public void add(CommandId command, int position, StepName name, Instant now) {
        var step = StoredStep.planned(command, position, name, now);
        jdbi.useHandle(handle -> bind(handle.createUpdate(ADD), step, now).execute());
    }

    private static <S extends SqlStatement<S>> S bind(S add, StoredStep step, Instant now) {
        return add.bind("command", step.command().value())
                .bind("position", step.position())
                .bind("step", step.name().name())
                .bind("now", now);
    }

    public List<StoredStep> of(CommandId command) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM command_steps WHERE command_id = :id ORDER BY position")
                                .bind("id", command.value())
                                .map(JdbcCommandSteps::step)
                                .list());
    }

    /** A worker begins; whoever finds it past the lease takes it up. */
    public void begin(StoredStep step, Instant now, Instant leaseEnds) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE command_steps SET state = 'WORKING', attempts = attempts + 1,"
                                                + " started_at = COALESCE(started_at, :now), next_attempt_at = :lease"
                                                + " WHERE command_id = :command AND position = :position")
                                .bind("now", now)
                                .bind("lease", leaseEnds)
                                .bind("command", step.command().value())
                                .bind("position", step.position())
                                .execute());
    }

    /** Ends an attempt: settled when there is no next one. */
    public void end(StoredStep step, StepEnd end, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE command_steps SET state = :state, next_attempt_at = :next, settled_at = :settled,"
                                                + " reason = :reason, notes = :notes WHERE command_id = :command AND position = :position")
                                .bind("state", end.state().name())
                                .bind("next", end.nextAttempt().orElse(null))
                                .bind("settled", end.nextAttempt().isPresent() ? null : now)
                                .bind("reason", end.reason())
                                .bind("notes", MessageCodec.encode(new TreeMap<>(end.notes())))
                                .bind("command", step.command().value())
                                .bind("position", step.position())
                                .execute());
    }

    /** What a step must not forget even if its worker dies. */
    public void note(StoredStep step, Map<String, String> notes) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE command_steps SET notes = :notes"
                                                + " WHERE command_id = :command AND position = :position")
                                .bind("notes", MessageCodec.encode(new TreeMap<>(notes)))
                                .bind("command", step.command().value())
                                .bind("position", step.position())
                                .execute());
    }

    /** The steps that wait for a person are taken up again now, with a new patience. */
    public void resume(CommandId command, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE command_steps SET state = 'RETRY', next_attempt_at = :now, started_at = NULL,"
                                                + " settled_at = NULL WHERE command_id = :command AND state = 'NEEDS_PERSON'")
                                .bind("now", now)
                                .bind("command", command.value())
                                .execute());
    }

    /** The steps that will not be taken any more. */
    public void cancelPending(CommandId command, Instant now, String reason) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE command_steps SET state = 'CANCELLED', next_attempt_at = NULL, settled_at = :now,"
                                                + " reason = :reason WHERE command_id = :command AND settled_at IS NULL")
                                .bind("reason", reason)
                                .bind("now", now)
                                .bind("command", command.value())
                                .execute());
    }

    /** Whether the subject's account is suspended, and by a command of ours. */
    public boolean suspendedByUs(SubjectId subject) {
        return jdbi.withHandle(
                        handle ->
                                handle.createQuery(LAST_SUSPENSION)
                                        .bind("subject", subject.bytes())
                                        .mapTo(String.class)
                                        .findOne())
                .map(StepName::valueOf)
                .filter(step -> step == StepName.SUSPEND || step == StepName.LOCK)
                .isPresent();
    }

    /** Another command of this subject that has begun and is not closed. */
    public Optional<CommandId> otherUnderWay(SubjectId subject, CommandId than) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT c.command_id FROM commands c WHERE c.subject_id = :subject AND c.command_id <> :than"
                                                + " AND c.state IN ('ISSUED', 'RUNNING', 'NEEDS_PERSON') AND EXISTS (SELECT 1 FROM command_steps s"
                                                + " WHERE s.command_id = c.command_id AND s.attempts > 0) ORDER BY c.command_id LIMIT 1")
                                .bind("subject", subject.bytes())
                                .bind("than", than.value())
                                .mapTo(Long.class)
                                .findOne()
                                .map(CommandId::new));
    }

    private static StoredStep step(ResultSet row, StatementContext context) throws SQLException {
        return new StoredStep(
                new CommandId(row.getLong("command_id")),
                row.getInt("position"),
                StepName.valueOf(row.getString("step")),
                StepState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                instant(row.getTimestamp("next_attempt_at")),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("settled_at")),
                row.getString("reason"),
                notes(row.getBytes("notes")));
    }

    private static Optional<Instant> instant(@Nullable Timestamp timestamp) {
        return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
    }

    private static Map<String, String> notes(byte[] json) {
        try {
            return MessageCodec.json().readValue(json, NOTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
