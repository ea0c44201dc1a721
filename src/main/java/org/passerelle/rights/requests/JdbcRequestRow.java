package org.passerelle.rights.requests;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.rights.deadlines.Deadline;
import org.passerelle.rights.deadlines.Extension;

/** One row of {@code rights_requests} as a request. */
final class JdbcRequestRow {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private JdbcRequestRow() {}

    static Request read(ResultSet row) throws SQLException {
        return new Request(
                new RequestId(row.getLong("request_id")),
                new OrganisationKey(row.getString("organisation")),
                RequestType.of(row.getString("type")).orElseThrow(),
                RequestState.of(row.getString("state")).orElseThrow(),
                Optional.ofNullable(row.getBytes("subject_id")).map(SubjectId::of),
                SubjectId.of(row.getBytes("person_id")),
                deadline(row),
                intake(row),
                progress(row));
    }

    private static Deadline deadline(ResultSet row) throws SQLException {
        var reason = row.getString("extension_reason");
        var extension =
                reason == null
                        ? Optional.<Extension>empty()
                        : Optional.of(
                                new Extension(
                                        Extension.Reason.valueOf(reason),
                                        day(row, "extension_decided_on").orElseThrow(),
                                        day(row, "extension_notified_on").orElseThrow()));
        return new Deadline(
                day(row, "received_on").orElseThrow(), day(row, "due_on").orElseThrow(), extension);
    }

    private static Request.Intake intake(ResultSet row) throws SQLException {
        return new Request.Intake(
                row.getString("channel"),
                row.getTimestamp("received_at").toInstant(),
                day(row, "target_on"),
                texts(row.getString("particulars")),
                number(row, "duplicate_of").map(RequestId::new));
    }

    private static Request.Progress progress(ResultSet row) throws SQLException {
        return new Request.Progress(
                row.getTimestamp("state_at").toInstant(),
                identity(row),
                act(row, "assessed"),
                row.getBoolean("stale"),
                act(row, "approved"),
                moment(row, "cool_off_ends_at"),
                moment(row, "abort_wished_at"),
                number(row, "command_id"),
                number(row, "hold_id"),
                day(row, "answered_on"));
    }

    private static Optional<Identity> identity(ResultSet row) throws SQLException {
        var method = row.getString("identity_method");
        return method == null
                ? Optional.empty()
                : Optional.of(
                        new Identity(
                                Identity.Method.of(method).orElseThrow(),
                                row.getString("identity_by"),
                                day(row, "identity_on").orElseThrow()));
    }

    private static Optional<Request.Act> act(ResultSet row, String what) throws SQLException {
        var by = row.getString(what + "_by");
        var at = moment(row, what + "_at");
        return by == null ? Optional.empty() : at.map(when -> new Request.Act(by, when));
    }

    static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    static Map<String, String> texts(String json) {
        try {
            return MessageCodec.json().readValue(json, TEXTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
