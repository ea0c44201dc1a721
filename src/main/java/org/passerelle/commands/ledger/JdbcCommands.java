package org.passerelle.commands.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RuleKey;

/** The table {@code commands}; one method per transition. */
public final class JdbcCommands {
    private final Jdbi jdbi;

    JdbcCommands(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * @return empty if an open command for the same subject, type and course is there already
     */
    public Optional<CommandId> propose(Proposal proposal, String marker, Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT IGNORE INTO commands (organisation, platform, subject_id, type, course_id, rule_key,"
                                                + " clause, pack_version, due_on, proposed_by, proposed_at, marker, state, state_at, state_reason)"
                                                + " VALUES (:organisation, :platform, :subject, :type, :course, :rule, :clause, :pack, :due,"
                                                + " :by, :now, :marker, 'PROPOSED', :now, '')")
                                .bind("organisation", proposal.organisation().value())
                                .bind("platform", proposal.platform().value())
                                .bind("subject", proposal.subject().bytes())
                                .bind("type", proposal.type().name())
                                .bind("course", proposal.course().map(CourseId::value).orElse(0L))
                                .bind("rule", proposal.rule().value())
                                .bind("clause", proposal.clause())
                                .bind("pack", proposal.pack().version())
                                .bind("due", proposal.dueOn())
                                .bind("by", proposal.proposedBy())
                                .bind("now", now)
                                .bind("marker", marker)
                                .executeAndReturnGeneratedKeys("command_id")
                                .mapTo(Long.class)
                                .findFirst()
                                .map(CommandId::new));
    }

    public Optional<Command> find(CommandId id) {
        return query("SELECT * FROM commands WHERE command_id = :id", id).stream().findFirst();
    }

    /** The open one that is about no single course. */
    public Optional<Command> openOf(SubjectId subject, CommandType type) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM commands WHERE subject_id = :subject AND type = :type"
                                                + " AND course_id = 0 AND open_slot = 1")
                                .bind("subject", subject.bytes())
                                .bind("type", type.name())
                                .map(JdbcCommands::command)
                                .findFirst());
    }

    /** Locked for the current transaction. */
    public Optional<Command> lock(CommandId id) {
        return query("SELECT * FROM commands WHERE command_id = :id FOR UPDATE", id).stream()
                .findFirst();
    }

    private List<Command> query(String sql, CommandId id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(sql)
                                .bind("id", id.value())
                                .map(JdbcCommands::command)
                                .list());
    }

    /** Ascending by id, from after the given one. */
    public List<Command> list(Collection<CommandState> states, long after, int limit) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM commands WHERE state IN (<states>) AND command_id > :after"
                                                + " ORDER BY command_id LIMIT :limit")
                                .bindList("states", states.stream().map(Enum::name).toList())
                                .bind("after", after)
                                .bind("limit", limit)
                                .map(JdbcCommands::command)
                                .list());
    }

    public void moveTo(CommandId id, CommandState state, String reason, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE commands SET state = :state, state_at = :now, state_reason = :reason,"
                                                + " open_slot = :open WHERE command_id = :id")
                                .bind("state", state.name())
                                .bind("now", now)
                                .bind("reason", reason)
                                .bind("open", state.open() ? 1 : null)
                                .bind("id", id.value())
                                .execute());
    }

    /** A step begins: the command runs, and is not sent again before its lease ends. */
    public void run(CommandId id, Instant now, Instant leaseEnds) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE commands SET state_at = IF(state = 'RUNNING', state_at, :now),"
                                                + " state = 'RUNNING', state_reason = '', re_emit_after_at = :lease"
                                                + " WHERE command_id = :id")
                                .bind("now", now)
                                .bind("lease", leaseEnds)
                                .bind("id", id.value())
                                .execute());
    }

    public void approve(CommandId id, String by, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE commands SET approved_by = :by, approved_at = :now WHERE command_id = :id")
                                .bind("by", by)
                                .bind("now", now)
                                .bind("id", id.value())
                                .execute());
    }

    public void waive(CommandId id, String by) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE commands SET waived_by = :by WHERE command_id = :id")
                                .bind("by", by)
                                .bind("id", id.value())
                                .execute());
    }

    /** Erasures on this platform let go since then, held ones not counted. */
    public int erasuresSince(PlatformKey platform, Instant since) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT COUNT(*) FROM commands WHERE platform = :platform AND type = 'ERASE'"
                                                + " AND approved_at > :since AND issue > 0")
                                .bind("platform", platform.value())
                                .bind("since", since)
                                .mapTo(Integer.class)
                                .one());
    }

    public static Command command(ResultSet row, StatementContext context) throws SQLException {
        var approvedBy = Optional.ofNullable(row.getString("approved_by"));
        var approvedAt = Optional.ofNullable(row.getTimestamp("approved_at"));
        return new Command(
                new CommandId(row.getLong("command_id")),
                proposal(row),
                row.getTimestamp("proposed_at").toInstant(),
                row.getString("marker"),
                CommandState.valueOf(row.getString("state")),
                row.getTimestamp("state_at").toInstant(),
                row.getString("state_reason"),
                approvedBy.flatMap(
                        by -> approvedAt.map(at -> new Command.Approval(by, at.toInstant()))),
                Optional.ofNullable(row.getString("waived_by")),
                row.getInt("issue"));
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        var organisation = new OrganisationKey(row.getString("organisation"));
        long course = row.getLong("course_id");
        return new Proposal(
                organisation,
                new PlatformKey(row.getString("platform")),
                SubjectId.of(row.getBytes("subject_id")),
                CommandType.valueOf(row.getString("type")),
                course == 0 ? Optional.empty() : Optional.of(new CourseId(course)),
                new RuleKey(row.getString("rule_key")),
                row.getString("clause"),
                new PackVersion(organisation, row.getString("pack_version")),
                row.getObject("due_on", LocalDate.class),
                row.getString("proposed_by"));
    }
}
