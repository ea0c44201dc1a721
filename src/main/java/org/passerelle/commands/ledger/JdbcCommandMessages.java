package org.passerelle.commands.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.exchange.SignedMessage;
import org.passerelle.personaldata.OrganisationKey;

/** What was signed and sent for a command: the message columns of {@code commands}. */
public final class JdbcCommandMessages {
    /**
     * Sent without an answer past the lease, and either never begun or with a step whose time has
     * come.
     */
    private static final String DUE =
            "SELECT c.command_id FROM commands c WHERE c.state IN ('ISSUED', 'RUNNING') AND c.re_emit_after_at <= :now"
                    + " AND (NOT EXISTS (SELECT 1 FROM command_steps s WHERE s.command_id = c.command_id)"
                    + " OR EXISTS (SELECT 1 FROM command_steps s WHERE s.command_id = c.command_id AND s.next_attempt_at <= :now))"
                    + " ORDER BY c.re_emit_after_at LIMIT :limit FOR UPDATE SKIP LOCKED";

    private final Jdbi jdbi;

    JdbcCommandMessages(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Stores the signed bytes of a new issue. */
    public void issue(CommandId id, SignedMessage message, Instant expiresAt, Instant reEmitAfter) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE commands SET issue = issue + 1, message = :body, key_id = :key, signature = :signature,"
                                                + " expires_at = :expires, re_emit_after_at = :after WHERE command_id = :id")
                                .bind("body", message.body())
                                .bind("key", message.keyId())
                                .bind("signature", message.signature())
                                .bind("expires", expiresAt)
                                .bind("after", reEmitAfter)
                                .bind("id", id.value())
                                .execute());
    }

    public Optional<SignedMessage> find(CommandId id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT message, key_id, signature FROM commands"
                                                + " WHERE command_id = :id AND message IS NOT NULL")
                                .bind("id", id.value())
                                .map(
                                        (row, context) ->
                                                new SignedMessage(
                                                        row.getBytes(1),
                                                        row.getString(2),
                                                        row.getString(3)))
                                .findOne());
    }

    public Optional<Instant> expiresAt(CommandId id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT expires_at FROM commands WHERE command_id = :id AND expires_at IS NOT NULL")
                                .bind("id", id.value())
                                .mapTo(Instant.class)
                                .findOne());
    }

    /** Locked for the current transaction; those another process holds are left out. */
    public List<CommandId> due(Instant now, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(DUE)
                                .bind("now", now)
                                .bind("limit", limit)
                                .mapTo(Long.class)
                                .map(CommandId::new)
                                .list());
    }

    /** Not sent again before the instant given. */
    public void sent(CommandId id, Instant reEmitAfter) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE commands SET re_emit_after_at = :after WHERE command_id = :id")
                                .bind("after", reEmitAfter)
                                .bind("id", id.value())
                                .execute());
    }

    /**
     * How many commands of each organisation stand in each state, and since when the oldest does.
     */
    Map<OrganisationKey, Map<CommandState, CommandCounts.Count>> counts() {
        var counts = new HashMap<OrganisationKey, Map<CommandState, CommandCounts.Count>>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT organisation, state, COUNT(*) many, MIN(state_at) oldest FROM commands"
                                                + " GROUP BY organisation, state")
                                .map((row, context) -> Map.entry(whose(row), entry(row)))
                                .forEach(
                                        one ->
                                                counts.computeIfAbsent(
                                                                one.getKey(),
                                                                key ->
                                                                        new EnumMap<>(
                                                                                CommandState.class))
                                                        .put(
                                                                one.getValue().getKey(),
                                                                one.getValue().getValue())));
        return counts;
    }

    /** What steps of each organisation's commands wait for that come again by themselves. */
    Map<OrganisationKey, List<CommandCounts.Delay>> delays() {
        var delays = new HashMap<OrganisationKey, List<CommandCounts.Delay>>();
        jdbi.useHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT c.organisation, s.reason, COUNT(*) many, MIN(s.next_attempt_at) next"
                                                + " FROM command_steps s JOIN commands c USING (command_id)"
                                                + " WHERE s.next_attempt_at IS NOT NULL AND s.state IN ('RETRY', 'UNKNOWN')"
                                                + " GROUP BY c.organisation, s.reason ORDER BY many DESC, s.reason")
                                .map((row, context) -> Map.entry(whose(row), delay(row)))
                                .forEach(
                                        one ->
                                                delays.computeIfAbsent(
                                                                one.getKey(),
                                                                key -> new ArrayList<>())
                                                        .add(one.getValue())));
        return delays;
    }

    private static CommandCounts.Delay delay(ResultSet row) throws SQLException {
        return new CommandCounts.Delay(
                row.getString("reason"), row.getInt("many"), row.getTimestamp("next").toInstant());
    }

    private static OrganisationKey whose(ResultSet row) throws SQLException {
        return new OrganisationKey(row.getString("organisation"));
    }

    private static Map.Entry<CommandState, CommandCounts.Count> entry(ResultSet row)
            throws SQLException {
        return Map.entry(state(row), count(row));
    }

    private static CommandState state(ResultSet row) throws SQLException {
        return CommandState.valueOf(row.getString("state"));
    }

    private static CommandCounts.Count count(ResultSet row) throws SQLException {
        return new CommandCounts.Count(row.getInt("many"), row.getTimestamp("oldest").toInstant());
    }
}
