package org.passerelle.bench;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.learning.FrozenSubjects;
import org.passerelle.learning.KnownPlatforms;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.learning.polls.JdbcLearningStore;
import org.passerelle.learning.polls.Polling;
import org.passerelle.learning.records.JdbcSubjectDirectory;
import org.passerelle.learning.storing.Storing;
import org.passerelle.messages.Address;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.OutboxBell;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.moodle.client.ClientSettings;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.moodle.mapping.MappingFolder;
import org.passerelle.moodle.mapping.MoodleReader;
import org.passerelle.personaldata.Platform;
import org.passerelle.policy.Decision;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.PurposeKey;

/** The polling duty as the product wires it, with a policy that allows every mapped field. */
final class Polls {
    final BenchStore store;
    final Platform platform;
    final OutboxBell bell = new OutboxBell();
    final JdbcOutbox outbox;
    final Polling polling;

    /** Nobody, unless a benchmark says otherwise. */
    volatile FrozenSubjects frozen = FrozenSubjects.NONE;

    Polls(
            BenchStore store,
            Platform platform,
            BiFunction<SubjectDirectory, BenchStore, PlatformReader> reader) {
        this.store = store;
        this.platform = platform;
        outbox = new JdbcOutbox(store.jdbi(), store.clock, bell);
        var keys = store.subjectKeys();
        var directory =
                new JdbcSubjectDirectory(
                        store.jdbi(), keys, store.master, new SecureRandom(), store.clock);
        polling =
                new Polling(
                        new Polling.Parts(
                                new KnownPlatforms(Map.of(platform.key(), platform)),
                                new JdbcLearningStore(
                                        store.jdbi(),
                                        store.master,
                                        store.clock,
                                        where -> frozen.on(where)),
                                directory,
                                reader.apply(directory, store),
                                (where, kind) ->
                                        new Decision.Permitted(
                                                new PackVersion(where.organisation(), "1"),
                                                Set.of(new PurposeKey("learning-space")),
                                                kind.fields().keySet(),
                                                Map.of()),
                                store.transactions(),
                                outbox,
                                new JdbcJournal(store.jdbi(), store.clock),
                                new Storing.Keys(store.master, keys),
                                store.clock));
    }

    /** The mapping files of the product. */
    static MoodleReader moodle(MoodleClients clients, SubjectDirectory directory, BenchStore in) {
        var folder = new MappingFolder(Path.of("config/schemas/mapping.schema.json"));
        var mappings = folder.load(Path.of("moodle-webservice-mapping"));
        return new MoodleReader(mappings, clients, directory, in.clock);
    }

    static MoodleClients clients(BenchStore store) {
        return new MoodleClients(
                ClientSettings.standard(),
                new org.passerelle.learning.sites.JdbcPlatformSlots(store.jdbi(), store.clock, 2));
    }

    /** Takes the messages of the outbox and returns the poll tasks among them. */
    List<Long> tasks() {
        var tasks = new ArrayList<Long>();
        store.transactions()
                .within(
                        () -> {
                            var waiting = outbox.waiting(100_000);
                            waiting.stream()
                                    .filter(message -> message.address() == Address.POLLS)
                                    .map(
                                            message ->
                                                    MessageCodec.decode(
                                                            message.body(), Envelope.class))
                                    .forEach(task -> tasks.add(task.body().get("task").asLong()));
                            outbox.sent(waiting.stream().map(OutboxMessage::transportId).toList());
                        });
        return tasks;
    }

    void runAll() {
        for (var tasks = tasks(); !tasks.isEmpty(); tasks = tasks()) {
            tasks.forEach(polling.tasks()::run);
        }
    }

    boolean allEnded() {
        return store.number("SELECT COUNT(*) FROM poll_runs WHERE state <> 'ENDED'") == 0;
    }

    /**
     * A run that is not complete would be a fast wrong answer. The simulated site follows no
     * completion: there the calls are made and answer nothing.
     */
    void requireComplete() {
        long others =
                store.number(
                        "SELECT COUNT(*) FROM poll_runs WHERE NOT (verdict <=> 'COMPLETE'"
                                + " OR (verdict <=> 'EMPTY' AND kind LIKE '%-completion'))");
        if (others > 0) {
            throw new AssertionError(others + " poll runs are not complete: " + verdicts());
        }
    }

    private Object verdicts() {
        return store.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT kind, coverage, verdict, CAST(reasons AS CHAR) why FROM poll_runs")
                                        .mapToMap()
                                        .list());
    }

    /** As on the first day. */
    void forgetEverything() {
        for (String table :
                List.of(
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
                        "journal_entries")) {
            store.execute("TRUNCATE TABLE " + table);
        }
    }
}
