package org.passerelle.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.keys.MasterKey;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.learning.KindDescription.Scope;
import org.passerelle.learning.PollTask.Outcome;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.SubjectId;

/**
 * Reads the page a task stands for into staging. Holds no transaction while the platform answers.
 */
final class TaskReading {
    /** Subjects per task where a course is read subject by subject. */
    private static final int SUBJECTS = 100;

    private final JdbcLearningStore store;
    private final PlatformReader reader;
    private final SubjectKeys keys;
    private final MasterKey master;

    TaskReading(
            JdbcLearningStore store, PlatformReader reader, SubjectKeys keys, MasterKey master) {
        this.store = store;
        this.reader = reader;
        this.keys = keys;
        this.master = master;
    }

    ReadPage read(Platform platform, PollRun run, KindDescription kind, PollTask task) {
        var subjects = subjects(run, kind, task);
        if (task.bySubject() && subjects.isEmpty()) {
            return ReadPage.empty();
        }
        if (task.attempt() > 1) {
            store.staging().clear(task);
        }
        var prints = new RecordPrints(master, platform.key(), kind);
        var sink = new StagingSink(store.staging(), keys, kind, prints, task);
        var request =
                new ReadRequest(
                        platform,
                        kind.kind(),
                        task.course(),
                        subjects,
                        task.offset(),
                        run.fields());
        var outcome = reader.read(request, sink);
        sink.flush();
        return page(kind, task, subjects, outcome, sink);
    }

    /**
     * Completion is asked only of those whose own access moved. Grades of a big course are asked of
     * everybody: it may have been a teacher who came to grade.
     */
    private List<SubjectId> subjects(PollRun run, KindDescription kind, PollTask task) {
        if (!task.bySubject()) {
            return List.of();
        }
        var course = task.course().orElseThrow();
        boolean onlyMoved =
                run.coverage() == Coverage.MOVED && kind.scope() == Scope.SUBJECT_IN_COURSE;
        return onlyMoved
                ? store.courses().movedBehind(run, course, task.after(), SUBJECTS)
                : store.courses()
                        .participantsBehind(run.platform(), course, task.after(), SUBJECTS);
    }

    private static ReadPage page(
            KindDescription kind,
            PollTask task,
            List<SubjectId> subjects,
            ReadOutcome outcome,
            StagingSink sink) {
        var found = new ReadPage.Found(sink.candidates(), sink.gaps(), sink.unreadable());
        return switch (outcome) {
            case ReadOutcome.Page page -> {
                var reasons = faults(sink);
                yield new ReadPage(
                        reasons.isEmpty() ? Outcome.PAGE : Outcome.PARTIAL,
                        page.rows(),
                        reasons,
                        next(
                                kind,
                                task,
                                subjects,
                                page.rows() > 0 && page.more() && !sink.onlyRepeats()),
                        found);
            }
            case ReadOutcome.Partial partial -> {
                var reasons = new ArrayList<>(partial.reasons());
                reasons.addAll(faults(sink));
                yield new ReadPage(
                        Outcome.PARTIAL,
                        partial.rows(),
                        reasons,
                        next(
                                kind,
                                task,
                                subjects,
                                partial.rows() > 0 && partial.more() && !sink.onlyRepeats()),
                        found);
            }
            case ReadOutcome.Refused refused ->
                    new ReadPage(
                            Outcome.REFUSED,
                            0,
                            List.of(refused.what() + "; to mend it: " + refused.mend()),
                            Optional.empty(),
                            found);
            case ReadOutcome.CourseUnknown unknown ->
                    new ReadPage(Outcome.COURSE_UNKNOWN, 0, List.of(), Optional.empty(), found);
        };
    }

    private static List<String> faults(StagingSink sink) {
        var faults = new ArrayList<String>();
        if (!sink.unreadable().isEmpty()) {
            faults.add(
                    sink.unreadable().size() + " rows could not be read; see the unreadable rows");
        }
        if (sink.onlyRepeats()) {
            faults.add(
                    "a further page brought only records of earlier pages: the platform ignores the offset;"
                            + " take the page size out of the mapping file of this kind");
        }
        return faults;
    }

    private static Optional<PollTask.Part> next(
            KindDescription kind, PollTask task, List<SubjectId> subjects, boolean morePages) {
        if (task.bySubject()) {
            return subjects.size() < SUBJECTS
                    ? Optional.empty()
                    : Optional.of(task.behind(0, ReadPage.last(subjects)));
        }
        return kind.pageSize()
                .filter(size -> morePages)
                .map(size -> task.behind(task.offset() + size, PollTask.NOBODY));
    }
}
