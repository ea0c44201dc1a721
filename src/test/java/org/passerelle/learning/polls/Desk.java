package org.passerelle.learning.polls;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.learning.FrozenSubjects;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KnownPlatforms;
import org.passerelle.learning.PollableFields;
import org.passerelle.learning.records.JdbcSubjectDirectory;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.storing.Storing;
import org.passerelle.messages.Address;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.policy.Decision;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.PurposeKey;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/**
 * Polling as it runs, with the scripted site at one end and the outbox read by hand at the other.
 */
final class Desk {
    static final String[] TABLES = {
        "platforms",
        "poll_runs",
        "poll_tasks",
        "staging",
        "learning_records",
        "accesses",
        "course_reads",
        "mapping_gaps",
        "unreadable_rows",
        "decisions",
        "subjects",
        "outbox_messages",
        "journal_entries"
    };

    final SettableClock clock = new SettableClock("2026-03-09T10:00:00Z");
    final Platform platform = ScriptedSite.platform();
    final TestStore database;
    final JdbcSubjectDirectory directory;
    final ScriptedSite site;
    final JdbcOutbox outbox;
    final JdbcLearningStore store;
    final Polling polling;
    final List<Envelope> events = new ArrayList<>();
    private PollableFields policy = Desk::everything;

    Desk(TestStore database) {
        this(database, FrozenSubjects.NONE);
    }

    Desk(TestStore database, FrozenSubjects frozen) {
        this.database = database;
        database.empty(TABLES);
        var keys = database.subjectKeys(clock);
        directory =
                new JdbcSubjectDirectory(
                        database.jdbi(), keys, database.master(), new SecureRandom(), clock);
        site = new ScriptedSite(directory);
        outbox = new JdbcOutbox(database.jdbi(), clock);
        store = new JdbcLearningStore(database.jdbi(), database.master(), clock, frozen);
        polling =
                new Polling(
                        new Polling.Parts(
                                new KnownPlatforms(Map.of(platform.key(), platform)),
                                store,
                                directory,
                                site,
                                (where, kind) -> policy.decide(where, kind),
                                database.transactions(),
                                outbox,
                                new JdbcJournal(database.jdbi(), clock),
                                new Storing.Keys(database.master(), keys),
                                clock));
    }

    static Decision everything(Platform platform, KindDescription kind) {
        return new Decision.Permitted(
                new PackVersion(platform.organisation(), "1"),
                java.util.Set.of(new PurposeKey("learning-space")),
                kind.fields().keySet(),
                Map.of());
    }

    void policy(PollableFields other) {
        policy = other;
    }

    /** Plans the poll and runs every task to the end; the newest run of each kind. */
    List<PollRun> poll(String pollKey) {
        clock.advance(java.time.Duration.ofMinutes(10));
        var planned = polling.schedule().plan(platform, pollKey);
        runAll();
        return switch (planned) {
            case Planned.Started started ->
                    started.runs().stream()
                            .map(run -> polling.runs().show(run).orElseThrow())
                            .toList();
            case Planned.Busy busy -> List.of();
            case Planned.Held held -> List.of();
            case Planned.Nothing nothing -> List.of();
        };
    }

    PollRun poll(String pollKey, RecordKind kind) {
        return poll(pollKey).stream()
                .filter(run -> run.source().kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** Delivers poll messages until none is left; events are kept. */
    void runAll() {
        for (var tasks = takeTasks(); !tasks.isEmpty(); tasks = takeTasks()) {
            tasks.forEach(polling.tasks()::run);
        }
    }

    /** The task ids that wait in the outbox; other messages are put aside. */
    List<Long> takeTasks() {
        var tasks = new ArrayList<Long>();
        database.transactions()
                .within(
                        () -> {
                            var waiting = outbox.waiting(100_000);
                            for (var message : waiting) {
                                var envelope = MessageCodec.decode(message.body(), Envelope.class);
                                if (message.address() == Address.POLLS) {
                                    tasks.add(envelope.body().get("task").asLong());
                                } else {
                                    events.add(envelope);
                                }
                            }
                            outbox.sent(waiting.stream().map(OutboxMessage::transportId).toList());
                        });
        return tasks;
    }

    /** What was told since the last call, as {@code kind change version}, sorted. */
    List<String> changes() {
        takeTasks();
        var changes =
                events.stream()
                        .filter(event -> event.type().equals("records-changed"))
                        .flatMap(
                                event ->
                                        StreamSupport.stream(
                                                        event.body().get("changes").spliterator(),
                                                        false)
                                                .map(
                                                        one ->
                                                                event.body().get("kind").asText()
                                                                        + " "
                                                                        + one.get("change").asText()
                                                                        + " "
                                                                        + one.get("version")
                                                                                .asInt()))
                        .sorted()
                        .toList();
        events.clear();
        return changes;
    }

    /** Every column of every learning row: equal texts mean that nothing was written. */
    List<String> rows() {
        return database.jdbi()
                .withHandle(
                        handle -> {
                            var rows = new ArrayList<String>();
                            for (var table : List.of("learning_records", "accesses")) {
                                handle.createQuery("SELECT * FROM " + table)
                                        .mapToMap()
                                        .forEach(row -> rows.add(table + MessageText.of(row)));
                            }
                            rows.sort(null);
                            return rows;
                        });
    }

    /** Rows by SQL, for what no public method tells. */
    long ask(String sql) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static final class MessageText {
        static String of(Map<String, Object> row) {
            var text = new StringBuilder();
            row.forEach(
                    (column, value) ->
                            text.append(column)
                                    .append('=')
                                    .append(
                                            value instanceof byte[] bytes
                                                    ? java.util.HexFormat.of().formatHex(bytes)
                                                    : value)
                                    .append(' '));
            return text.toString();
        }
    }
}
