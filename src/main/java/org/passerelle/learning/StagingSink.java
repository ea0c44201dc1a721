package org.passerelle.learning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.keys.SubjectKeys.Unsealed;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

/**
 * Streams what a reader reads into {@code staging}, a thousand records per round trip.
 *
 * <p>A record whose content is stored already is staged as a bare key: it was seen, that is all.
 * What is secret in the others is sealed before it is staged. Belongs to one thread.
 */
final class StagingSink implements RecordSink {
    private static final int BATCH = 1000;
    private static final int UNREADABLE_KEPT = 1000;

    private final JdbcStaging staging;
    private final SubjectKeys keys;
    private final KindDescription kind;
    private final RecordPrints prints;
    private final PollTask task;
    private final Map<HexKey, Pending> pending = new LinkedHashMap<>();
    private final Map<HexKey, Candidate> candidates = new LinkedHashMap<>();
    private final Map<String, Integer> gaps = new HashMap<>();
    private final Map<Integer, String> unreadable = new HashMap<>();
    private final List<Integer> flushed = new ArrayList<>();
    private final List<Integer> seenBefore = new ArrayList<>();

    StagingSink(
            JdbcStaging staging,
            SubjectKeys keys,
            KindDescription kind,
            RecordPrints prints,
            PollTask task) {
        this.staging = staging;
        this.keys = keys;
        this.kind = kind;
        this.prints = prints;
        this.task = task;
    }

    private record Pending(LearningRecord record, HexKey content) {}

    @Override
    public void record(LearningRecord record) {
        if (!record.kind().equals(kind.kind())) {
            throw new IllegalArgumentException(
                    "a record of kind " + record.kind() + " came while reading " + kind.kind());
        }
        pending.put(prints.key(record.key()), new Pending(record, prints.content(record)));
        if (pending.size() >= BATCH) {
            flush();
        }
    }

    @Override
    public void gap(RecordKind kindOfRow, String path) {
        gaps.merge(path, 1, Integer::sum);
    }

    @Override
    public void unreadable(RecordKind kindOfRow, int row, String why) {
        if (unreadable.size() < UNREADABLE_KEPT) {
            unreadable.put(row, why);
        }
    }

    /** Writes what is still buffered. */
    void flush() {
        if (pending.isEmpty()) {
            return;
        }
        if (task.offset() > 0) {
            seenBefore.add(staging.seenBefore(task, pending.keySet()));
        }
        flushed.add(pending.size());
        var stored = staging.stored(pending.keySet());
        var rows = new ArrayList<StagedRow>(pending.size());
        var changed = new ArrayList<Map.Entry<HexKey, Pending>>();
        for (var entry : pending.entrySet()) {
            var known = stored.get(entry.getKey());
            var content = entry.getValue().content();
            if (known != null && known.settled() && known.content().equals(content)) {
                rows.add(row(entry, Optional.empty()));
            } else {
                changed.add(entry);
            }
        }
        addBodies(rows, changed);
        staging.put(task, rows);
        pending.clear();
    }

    private void addBodies(List<StagedRow> rows, List<Map.Entry<HexKey, Pending>> changed) {
        var secrets = new ArrayList<Unsealed>();
        for (var entry : changed) {
            var record = entry.getValue().record();
            record.subject()
                    .ifPresent(
                            subject ->
                                    prints.toSeal(record)
                                            .ifPresent(
                                                    clear ->
                                                            secrets.add(
                                                                    new Unsealed(subject, clear))));
        }
        var seals =
                (secrets.isEmpty() ? List.<Optional<byte[]>>of() : keys.sealEach(secrets))
                        .iterator();
        for (var entry : changed) {
            var record = entry.getValue().record();
            boolean secret = record.subject().isPresent() && prints.hasSecret(record);
            var sealed = secret ? seals.next() : Optional.<byte[]>empty();
            if (secret && sealed.isEmpty()) {
                continue; // the subject was erased meanwhile: nothing of it is stored any more
            }
            var body =
                    new StagedRow.Body(
                            RecordPrints.stored(record.key()),
                            prints.clear(record),
                            sealed.stream().toList());
            rows.add(row(entry, Optional.of(body)));
            candidates.put(entry.getKey(), candidate(entry.getKey(), record));
        }
    }

    private static StagedRow row(Map.Entry<HexKey, Pending> entry, Optional<StagedRow.Body> body) {
        var record = entry.getValue().record();
        return new StagedRow(
                entry.getKey(),
                entry.getValue().content(),
                record.subject(),
                record.course(),
                body);
    }

    private Candidate candidate(HexKey key, LearningRecord record) {
        if (record.subject().isEmpty()) {
            return new Candidate(key, List.of(), Optional.empty());
        }
        var subject = record.subject().get();
        var accesses = new ArrayList<Candidate.Access>();
        record.fields()
                .forEach(
                        (name, value) -> {
                            if (value instanceof FieldValue.Moment moment
                                    && kind.fields().get(name) == DataCategory.ACCESS_TIME) {
                                long course =
                                        KnownKinds.isOfCourse(name)
                                                ? record.course().map(CourseId::value).orElse(0L)
                                                : 0;
                                accesses.add(
                                        new Candidate.Access(
                                                subject, course, name, moment.value()));
                            }
                        });
        return new Candidate(key, accesses, learnerNumber(subject, record));
    }

    private static Optional<Candidate.LearnerNumber> learnerNumber(
            SubjectId subject, LearningRecord record) {
        return switch (record.fields().get(KnownKinds.LEARNER_NUMBER)) {
            case FieldValue.Text text ->
                    Optional.of(new Candidate.LearnerNumber(subject, text.value()));
            case FieldValue.Nothing nothing ->
                    Optional.of(new Candidate.LearnerNumber(subject, ""));
            case null, default -> Optional.empty();
        };
    }

    List<Candidate> candidates() {
        return List.copyOf(candidates.values());
    }

    Map<String, Integer> gaps() {
        return Map.copyOf(gaps);
    }

    Map<Integer, String> unreadable() {
        return Map.copyOf(unreadable);
    }

    /** Whether every record of this page came with an earlier page: the platform does not page. */
    boolean onlyRepeats() {
        int all = flushed.stream().mapToInt(Integer::intValue).sum();
        int again = seenBefore.stream().mapToInt(Integer::intValue).sum();
        return all > 0 && again == all;
    }
}
