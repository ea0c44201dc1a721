package org.passerelle.learning.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.learning.records.StoredChange;
import org.passerelle.messages.Address;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.Outbox;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.messages.OutboxMessage.Turn;
import org.passerelle.personaldata.SubjectId;

/**
 * What polling says on the queues, pseudonyms only; shapes in {@code config/schemas/event-*.json}.
 *
 * <p>Guarantee: written on the transaction of what they tell of.
 */
public final class PollMessages {
    /** The type of the envelopes on {@code passerelle.polls}; their body names the task. */
    public static final String TASK = "poll-task";

    public static final int VERSION = 1;

    /** Changes in one message: its size stays within some kilobytes. */
    private static final int CHANGES = 100;

    private final Outbox outbox;
    private final Clock clock;

    public PollMessages(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** One message per task: what is to be read stays in the database. */
    public void tasks(PollRun run, List<Long> tasks) {
        outbox.put(tasks.stream().map(task -> task(run, task, Turn.LAST)).toList());
    }

    /**
     * The next page of what has begun. Behind the tasks of other runs each page of a chain would
     * wait for all of them, and at the end the platform would serve that chain alone.
     */
    public void nextPage(PollRun run, long task) {
        outbox.put(List.of(task(run, task, Turn.NEXT)));
    }

    private OutboxMessage task(PollRun run, long task, Turn turn) {
        var body = JsonNodeFactory.instance.objectNode().put("task", task).put("run", run.id());
        var message = message(Address.POLLS, run, "poll-task-" + task, TASK, body);
        return message.taken(turn);
    }

    /**
     * One message for each subject: a page of grades tells of a learner's dozen of cells at once.
     *
     * <p>The business id is the first record's keyed hash with its version, which no other message
     * tells of: a record that goes from A to B and back to A changed twice.
     */
    public void changes(PollRun run, List<StoredChange> changes) {
        var bySubject = new LinkedHashMap<Optional<SubjectId>, List<StoredChange>>();
        for (var change : changes) {
            bySubject.computeIfAbsent(change.subject(), one -> new ArrayList<>()).add(change);
        }
        var messages = new ArrayList<OutboxMessage>();
        for (var together : bySubject.values()) {
            for (int from = 0; from < together.size(); from += CHANGES) {
                int to = Math.min(from + CHANGES, together.size());
                messages.add(changed(run, together.subList(from, to)));
            }
        }
        outbox.put(messages);
    }

    private OutboxMessage changed(PollRun run, List<StoredChange> together) {
        var first = together.getFirst();
        var body = JsonNodeFactory.instance.objectNode();
        body.put("platform", run.platform().value());
        body.put("kind", run.kind().value());
        first.subject().ifPresent(subject -> body.put("subject", subject.toString()));
        var list = body.putArray("changes");
        for (var change : together) {
            var one = list.addObject().put("key", change.key().toString());
            change.course().ifPresent(course -> one.put("course", course.value()));
            one.put("version", change.version()).put("change", word(change.change()));
        }
        var id = "records-" + first.key() + "-" + first.version();
        return message(Address.EVENTS, run, id, "records-changed", body);
    }

    public void ended(PollRun run, Judgement judgement) {
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
