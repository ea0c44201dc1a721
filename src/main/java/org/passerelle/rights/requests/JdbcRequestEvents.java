package org.passerelle.rights.requests;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.MessageCodec;

/** What happened to requests, in {@code rights_events}: written once, never changed. */
final class JdbcRequestEvents {
    private final Jdbi jdbi;

    JdbcRequestEvents(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void append(RequestId id, Event event) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO rights_events (request_id, at, actor, action, from_state, to_state, details)"
                                                + " VALUES (:id, :at, :actor, :action, :from, :to, :details)")
                                .bind("id", id.value())
                                .bind("at", event.at())
                                .bind("actor", event.actor())
                                .bind("action", event.action())
                                .bind("from", event.from().key())
                                .bind("to", event.to().key())
                                .bind(
                                        "details",
                                        new String(
                                                MessageCodec.encode(event.details()),
                                                StandardCharsets.UTF_8))
                                .execute());
    }

    /** Oldest first. */
    List<Event> of(RequestId id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT at, actor, action, from_state, to_state, details FROM rights_events"
                                                + " WHERE request_id = :id ORDER BY event_id")
                                .bind("id", id.value())
                                .map(
                                        (row, context) ->
                                                new Event(
                                                        row.getTimestamp(1).toInstant(),
                                                        row.getString(2),
                                                        row.getString(3),
                                                        RequestState.of(row.getString(4))
                                                                .orElseThrow(),
                                                        RequestState.of(row.getString(5))
                                                                .orElseThrow(),
                                                        JdbcRequestRow.texts(row.getString(6))))
                                .list());
    }
}
