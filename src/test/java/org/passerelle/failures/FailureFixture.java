package org.passerelle.failures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.failures.ReplayJudge.Verdict;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.messages.Address;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.messages.JdbcProcessedMessages;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/** The package as it is wired, on a real store, with a judge and a signer the tests steer. */
final class FailureFixture {
    static final OrganisationKey IMP = new OrganisationKey("imp-formation");

    final SettableClock clock = new SettableClock("2026-11-21T08:00:00Z");
    final JdbcOutbox outbox;
    final JdbcProcessedMessages processed;
    final FailedMessages failed;
    final Replays replays;
    final Map<String, Verdict> verdicts = new HashMap<>();
    final List<OutboxMessage> signed = new ArrayList<>();
    private final TestStore store;

    FailureFixture(TestStore store) {
        this.store = store;
        store.empty(
                "failed_messages",
                "failure_groups",
                "replay_operations",
                "replay_attempts",
                "outbox_messages",
                "processed_messages",
                "journal_entries");
        outbox = new JdbcOutbox(store.jdbi(), clock);
        processed = new JdbcProcessedMessages(store.jdbi(), clock);
        var rows = new JdbcFailedMessages(store.jdbi());
        var replayRows = new JdbcReplays(store.jdbi());
        var bodies = new FailedBodies(store.subjectKeys(clock), store.master());
        var journal = new JdbcJournal(store.jdbi(), clock);
        failed = new FailedMessages(store.transactions(), rows, replayRows, bodies, journal, clock);
        replays =
                new Replays(
                        store.transactions(),
                        rows,
                        replayRows,
                        bodies,
                        new ReplayPorts(
                                outbox, this::judge, this::resign, processed::processedSince),
                        new Replays.Evidence(journal, clock));
    }

    private Verdict judge(ReplayJudge.Question question) {
        return verdicts.getOrDefault(
                question.label().businessId().orElseThrow(), new Verdict.Allow());
    }

    private OutboxMessage resign(OutboxMessage command) {
        var headers = new HashMap<>(command.headers());
        headers.put("signature", "new");
        var message =
                new OutboxMessage(
                        command.transportId(), command.address(), headers, command.body());
        signed.add(message);
        return message;
    }

    /** Stores a failed message and gives its number. */
    long fail(String id, Address address, SubjectId subject) {
        failed.store(message(id, id, address, subject, "course 12 is not visible"));
        return numberOf(id);
    }

    long numberOf(String transportId) {
        return store.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT id FROM failed_messages WHERE transport_id = :id")
                                        .bind("id", transportId)
                                        .mapTo(Long.class)
                                        .one());
    }

    FailedMessage message(
            String transportId, String id, Address address, SubjectId subject, String text) {
        var body =
                MessageCodec.json()
                        .createObjectNode()
                        .put("subject", subject.toString())
                        .put("note", "Zoé Exemple");
        var envelope =
                new Envelope(
                        id,
                        "records-changed",
                        1,
                        IMP,
                        "run-3",
                        Optional.empty(),
                        clock.instant(),
                        body);
        return new FailedMessage(
                transportId,
                Map.of(
                        FailureHeaders.ROUTE,
                        "engine-events",
                        FailureHeaders.STOP,
                        "facts",
                        FailureHeaders.CAUSE,
                        "Refused",
                        FailureHeaders.TEXT,
                        text,
                        FailureHeaders.ATTEMPTS,
                        "6",
                        FailureHeaders.ADDRESS,
                        address.queue(),
                        FailureHeaders.TRANSPORT_ID,
                        transportId,
                        "signature",
                        "old"),
                MessageCodec.encode(envelope));
    }

    /** What left since the last call, oldest first. */
    List<OutboxMessage> left() {
        return store.transactions()
                .within(
                        () -> {
                            var all = outbox.waiting(1000);
                            outbox.sent(all.stream().map(OutboxMessage::transportId).toList());
                            return all;
                        });
    }

    String body(OutboxMessage message) {
        return new String(message.body(), UTF_8);
    }

    FailureState stateOf(long number) {
        return failed.find(number).orElseThrow().state();
    }

    List<String> journalled() {
        return store.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT CONCAT(actor, ' ', action, ' ', object, ' ', outcome)"
                                                        + " FROM journal_entries ORDER BY id")
                                        .mapTo(String.class)
                                        .list());
    }
}
