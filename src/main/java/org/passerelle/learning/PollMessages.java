package org.passerelle.learning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.messages.Address;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.Outbox;
import org.passerelle.messages.OutboxMessage;

/**
 * The messages of this package, pseudonyms only; shapes in {@code config/schemas/event-*.json}.
 *
 * <p>Guarantee: written on the transaction of what they tell of.
 */
final class PollMessages {
    static final int VERSION = 1;

    private final Outbox outbox;
    private final Clock clock;

    PollMessages(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** One message per task: what is to be read stays in the database. */
    void tasks(PollRun run, List<Long> tasks) {
        var messages = new ArrayList<OutboxMessage>(tasks.size());
        for (long task : tasks) {
            var body = JsonNodeFactory.instance.objectNode().put("task", task).put("run", run.id());
            messages.add(
                    message(Address.POLLS, run, "poll-task-" + task, PollTasks.MESSAGE_TYPE, body));
        }
        outbox.put(messages);
    }

    /**
     * The business id is the record's keyed hash with its version: a record that goes from A to B
     * and back to A changed twice.
     */
    void changes(PollRun run, List<StoredChange> changes) {
        var messages = new ArrayList<OutboxMessage>(changes.size());
        for (var change : changes) {
            var body = JsonNodeFactory.instance.objectNode();
            body.put("platform", run.platform().value());
            body.put("kind", run.kind().value());
            body.put("key", change.key().toString());
            change.subject().ifPresent(subject -> body.put("subject", subject.toString()));
            change.course().ifPresent(course -> body.put("course", course.value()));
            body.put("version", change.version());
            body.put("change", word(change.change()));
            var id = "record-" + change.key() + "-" + change.version();
            messages.add(message(Address.EVENTS, run, id, "record-changed", body));
        }
        outbox.put(messages);
    }

    void ended(PollRun run, Judgement judgement) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("platform", run.platform().value());
        body.put("kind", run.kind().value());
        body.put("run", run.id());
        body.put("coverage", run.coverage().name().toLowerCase(java.util.Locale.ROOT));
        body.put("verdict", judgement.verdict().name().toLowerCase(java.util.Locale.ROOT));
        body.put("read", judgement.rowsRead());
        body.put("added", run.counts().added());
        body.put("changed", run.counts().changed());
        body.put("gone", run.counts().gone());
        outbox.put(
                List.of(message(Address.EVENTS, run, "run-ended-" + run.id(), "run-ended", body)));
    }

    private static String word(StoredChange.Change change) {
        return switch (change) {
            case ADDED -> "added";
            case CHANGED -> "changed";
            case GONE -> "gone";
        };
    }

    private OutboxMessage message(
            Address address, PollRun run, String id, String type, ObjectNode body) {
        var envelope =
                new Envelope(
                        id,
                        type,
                        VERSION,
                        run.source().organisation(),
                        "poll-run-" + run.id(),
                        Optional.empty(),
                        clock.instant(),
                        body);
        return new OutboxMessage(id, address, Map.of("type", type), MessageCodec.encode(envelope));
    }
}
