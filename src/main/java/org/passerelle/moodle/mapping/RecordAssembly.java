package org.passerelle.moodle.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.ReadRequest;
import org.passerelle.learning.RecordKey;
import org.passerelle.learning.RecordSink;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.SubjectId;

/**
 * Makes records of rows: exchanges Moodle's user ids for pseudonyms, some hundred at a time, and
 * hands the records on in the order of the answer.
 *
 * <p>Memory: {@value #CHUNK} rows.
 */
final class RecordAssembly implements AnswerWalk.Listener {
    private static final int CHUNK = 500;

    /** A row whose fields are read; its subject still is Moodle's id. */
    private record Waiting(Draft draft, Optional<Long> user, Map<FieldName, FieldValue> fields) {}

    private final Mapping mapping;
    private final ReadRequest request;
    private final SubjectDirectory directory;
    private final RecordSink sink;
    private final List<FieldRule> fromRows;
    private final Set<String> gaps = new HashSet<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Tally tally = new Tally();
    private final Map<String, Set<String>> seconds = new HashMap<>();
    private final AtomicReference<@Nullable SubjectId> called = new AtomicReference<>();

    RecordAssembly(
            Mapping mapping, ReadRequest request, SubjectDirectory directory, RecordSink sink) {
        this.mapping = mapping;
        this.request = request;
        this.directory = directory;
        this.sink = sink;
        this.fromRows =
                mapping.means().fields().values().stream()
                        .filter(rule -> request.fields().contains(rule.name()))
                        .filter(rule -> rule.source() instanceof FieldRule.Source.At)
                        .toList();
    }

    Tally tally() {
        return tally;
    }

    /** Whose answer comes next, where the call and not the answer names the person. */
    void calledFor(SubjectId subject) {
        called.set(subject);
    }

    /** What the second answers hold, by their name. */
    void compareWith(Map<String, Set<String>> answers) {
        seconds.putAll(answers);
    }

    @Override
    public void row(Draft draft) {
        if (mapping.means().course().flatMap(draft::id).filter(leftOut()::contains).isPresent()) {
            return;
        }
        Map<FieldName, FieldValue> fields = new HashMap<>(draft.fields(fromRows));
        mapping.means().fields().values().forEach(rule -> second(rule, draft, fields));
        Optional<Long> user = user(draft);
        mapping.means().key().stream()
                .filter(part -> !part.startsWith("{") && draft.id(part).isEmpty())
                .forEach(part -> draft.spoil("key " + part + ": expected it in every row"));
        if (draft.problem().isPresent()) {
            unreadable(draft.number(), draft.problem().get());
            return;
        }
        waiting.add(new Waiting(draft, user, fields));
        if (waiting.size() >= CHUNK) {
            flush();
        }
    }

    private Set<String> leftOut() {
        return mapping.means().leaveOut();
    }

    private void second(FieldRule rule, Draft draft, Map<FieldName, FieldValue> fields) {
        if (rule.source() instanceof FieldRule.Source.Also also) {
            Set<String> there = seconds.get(also.answer());
            if (there != null) {
                Optional<String> id = draft.id(mapping.read().second(also.answer()).match());
                fields.put(
                        rule.name(), new FieldValue.Flag(id.filter(there::contains).isPresent()));
            }
        }
    }

    private Optional<Long> user(Draft draft) {
        Optional<String> path =
                mapping.means().subject().filter(subject -> !subject.startsWith("{"));
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String id = draft.id(path.get()).orElse("");
        if (!id.matches("[1-9][0-9]{0,17}")) {
            draft.spoil("subject " + path.get() + ": expected a user id");
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(id));
    }

    /** Hands on what is left; to be called at the end of each answer. */
    void flush() {
        List<Long> users = waiting.stream().flatMap(row -> row.user().stream()).distinct().toList();
        Map<Long, SubjectId> pseudonyms =
                users.isEmpty() ? Map.of() : directory.pseudonyms(request.platform().key(), users);
        for (Waiting row : waiting) {
            sink.record(
                    record(
                            row,
                            row.user()
                                    .map(pseudonyms::get)
                                    .or(() -> Optional.ofNullable(called.get()))));
        }
        waiting.clear();
    }

    private LearningRecord record(Waiting row, Optional<SubjectId> subject) {
        Optional<SubjectId> about = mapping.header().aboutLearner() ? subject : Optional.empty();
        return new LearningRecord(
                mapping.kind(), key(row.draft(), about), about, course(row.draft()), row.fields());
    }

    private Optional<CourseId> course(Draft draft) {
        return mapping.means()
                .course()
                .flatMap(draft::id)
                .map(id -> new CourseId(Long.parseLong(id)))
                .or(request::course);
    }

    private RecordKey key(Draft draft, Optional<SubjectId> subject) {
        return new RecordKey(
                mapping.means().key().stream()
                        .map(
                                part ->
                                        switch (part) {
                                            case Mapping.CALLED_COURSE ->
                                                    request.course().orElseThrow().toString();
                                            case Mapping.CALLED_SUBJECT ->
                                                    subject.orElseThrow().toString();
                                            default -> draft.id(part).orElseThrow();
                                        })
                        .toList());
    }

    @Override
    public void unreadable(int row, String why) {
        tally.unreadable();
        sink.unreadable(mapping.kind(), row, why);
    }

    @Override
    public void gap(String path) {
        if (gaps.add(path)) {
            sink.gap(mapping.kind(), path);
        }
    }

    @Override
    public void warned(String code) {
        tally.warned(code);
    }
}
