package org.passerelle.learning.polls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KindDescription.Scope;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.ReadRequest;
import org.passerelle.learning.runs.Coverage;
import org.passerelle.learning.runs.JdbcRunBooks;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.PollTask;
import org.passerelle.learning.runs.PollTask.Outcome;
import org.passerelle.learning.storing.JdbcCourses;
import org.passerelle.learning.storing.Storing;
import org.passerelle.learning.storing.StoringSink;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.SubjectId;

/**
 * Reads the page a task stands for into staging. Holds no transaction while the platform answers.
 */
final class TaskReading {
    /** Subjects per task where a course is read subject by subject. */
    private static final int SUBJECTS = 100;

    private final JdbcRunBooks books;
    private final JdbcCourses courses;
    private final PlatformReader reader;
    private final Storing storing;

    TaskReading(JdbcRunBooks books, JdbcCourses courses, PlatformReader reader, Storing storing) {
        this.books = books;
        this.courses = courses;
        this.reader = reader;
        this.storing = storing;
    }

    /** Empty when another attempt took the task over meanwhile. */
    Optional<ReadPage> read(Platform platform, PollRun run, KindDescription kind, PollTask task) {
        var subjects = subjects(run, kind, task);
        if (task.bySubject() && subjects.isEmpty()) {
            return Optional.of(ReadPage.empty());
        }
        if (task.attempt() > 1) {
            books.staging().clear(task);
        }
        var sink = storing.sink(run, task, kind);
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
        return sink.isOvertaken()
                ? Optional.empty()
                : Optional.of(page(kind, task, subjects, outcome, sink));
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
                ? courses.movedBehind(run, course, task.after(), SUBJECTS)
                : courses.participantsBehind(run.platform(), course, task.after(), SUBJECTS);
    }

    private static ReadPage page(
            KindDescription kind,
            PollTask task,
            List<SubjectId> subjects,
            ReadOutcome outcome,
            StoringSink sink) {
        return switch (outcome) {
            case ReadOutcome.Page page -> {
                var reasons = faults(sink);
                boolean more = page.rows() > 0 && page.more() && !sink.onlyRepeats();
                yield new ReadPage(
                        reasons.isEmpty() ? Outcome.PAGE : Outcome.PARTIAL,
                        page.rows(),
                        reasons,
                        next(kind, task, subjects, more),
                        sink.gaps(),
                        sink.unreadable());
            }
            case ReadOutcome.Partial partial -> {
                var reasons = new ArrayList<>(partial.reasons());
                reasons.addAll(faults(sink));
                boolean more = partial.rows() > 0 && partial.more() && !sink.onlyRepeats();
                yield new ReadPage(
                        Outcome.PARTIAL,
                        partial.rows(),
                        reasons,
                        next(kind, task, subjects, more),
                        sink.gaps(),
                        sink.unreadable());
            }
            case ReadOutcome.Refused refused ->
                    unread(
                            Outcome.REFUSED,
                            List.of(refused.what() + "; to mend it: " + refused.mend()),
                            sink);
            case ReadOutcome.CourseUnknown unknown ->
                    unread(Outcome.COURSE_UNKNOWN, List.of(), sink);
        };
    }

    private static ReadPage unread(Outcome outcome, List<String> reasons, StoringSink sink) {
        return new ReadPage(outcome, 0, reasons, Optional.empty(), sink.gaps(), sink.unreadable());
    }

    private static List<String> faults(StoringSink sink) {
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
                    : Optional.of(task.behind(0, subjects.getLast()));
        }
        return kind.pageSize()
                .filter(size -> morePages)
                .map(size -> task.behind(task.offset() + size, PollTask.NOBODY));
    }
}
