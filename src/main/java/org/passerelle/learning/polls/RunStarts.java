package org.passerelle.learning.polls;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KindDescription.Scope;
import org.passerelle.learning.KnownKinds;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.runs.JdbcRunBooks;
import org.passerelle.learning.runs.PollMessages;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.PollRun.State;
import org.passerelle.learning.runs.PollTask;
import org.passerelle.learning.storing.JdbcCourses;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.Transactions;

/** Opens waiting runs, one of a round after the other and one of a kind at a time. */
final class RunStarts {
    /** Above it a whole course takes the platform longer than it is given (measured). */
    private static final long MOST_CELLS = 20_000;

    /** What says whom there is to ask. */
    private static final Set<RecordKind> LISTS = Set.of(KnownKinds.COURSE, KnownKinds.ENROLMENT);

    private final Transactions transactions;
    private final JdbcRunBooks books;
    private final JdbcCourses courses;
    private final PlatformReader reader;
    private final PollMessages messages;

    RunStarts(
            Transactions transactions,
            JdbcRunBooks books,
            JdbcCourses courses,
            PlatformReader reader,
            PollMessages messages) {
        this.transactions = transactions;
        this.books = books;
        this.courses = courses;
        this.reader = reader;
        this.messages = messages;
    }

    /** Opens the next run that may start; empty when there is none. */
    Optional<PollRun> startNext(Platform platform) {
        return transactions.within(
                () -> {
                    books.lock().take(platform.key());
                    return next(platform, books.runs().notEnded(platform.key()))
                            .map(run -> open(platform, run));
                });
    }

    /**
     * What is read for each participant waits for the lists of courses and participants that are
     * under way: without them nobody would be asked, and that would pass for an empty platform.
     */
    private Optional<PollRun> next(Platform platform, List<PollRun> notEnded) {
        boolean listing = notEnded.stream().anyMatch(run -> LISTS.contains(run.kind()));
        Set<RecordKind> busyKinds = new HashSet<>();
        Set<String> busyRounds = new HashSet<>();
        for (var run : notEnded) {
            if (run.state() == State.OPEN) {
                busyKinds.add(run.kind());
                busyRounds.add(run.round().id());
            }
        }
        // Ids grow in the order of planning and of position, so the first of a round is met first.
        for (var run : notEnded) {
            if (run.state() == State.WAITING) {
                boolean waits = listing && perParticipant(platform, run.kind());
                if (!waits
                        && !busyKinds.contains(run.kind())
                        && !busyRounds.contains(run.round().id())) {
                    return Optional.of(run);
                }
                busyRounds.add(run.round().id());
            }
        }
        return Optional.empty();
    }

    private boolean perParticipant(Platform platform, RecordKind kind) {
        return reader.kinds(platform).stream()
                .filter(candidate -> candidate.kind().equals(kind))
                .anyMatch(candidate -> candidate.scope() == Scope.SUBJECT_IN_COURSE);
    }

    private PollRun open(Platform platform, PollRun run) {
        books.runs().open(run.id());
        var parts = run.fields().isEmpty() ? List.<PollTask.Part>of() : parts(platform, run);
        if (!parts.isEmpty()) {
            messages.tasks(run, books.tasks().insert(run, parts));
        }
        return run;
    }

    private List<PollTask.Part> parts(Platform platform, PollRun run) {
        var kind =
                reader.kinds(platform).stream()
                        .filter(candidate -> candidate.kind().equals(run.kind()))
                        .findFirst();
        if (kind.isEmpty()) {
            return List.of();
        }
        return switch (kind.get().scope()) {
            case SITE -> List.of(PollTask.Part.site());
            case COURSE -> courses(run, kind.get());
            case SUBJECT_IN_COURSE -> courses(run, kind.get());
        };
    }

    private List<PollTask.Part> courses(PollRun run, KindDescription kind) {
        var courses =
                switch (run.coverage()) {
                    case FULL -> this.courses.known(run.platform());
                    case MOVED -> this.courses.moved(run.platform(), run.kind());
                };
        if (kind.scope() == Scope.SUBJECT_IN_COURSE) {
            return courses.stream().map(course -> PollTask.Part.course(course, true)).toList();
        }
        if (!countsInCells(kind)) {
            return courses.stream().map(course -> PollTask.Part.course(course, false)).toList();
        }
        var cells = this.courses.cells(run.platform(), run.kind());
        return courses.stream()
                .map(
                        course ->
                                PollTask.Part.course(
                                        course, cells.getOrDefault(course, 0L) > MOST_CELLS))
                .toList();
    }

    /** Grades of a whole course in one answer: its size is participants times items. */
    private static boolean countsInCells(KindDescription kind) {
        return kind.aboutSubjects()
                && kind.pageSize().isEmpty()
                && kind.fields().containsValue(DataCategory.GRADE);
    }
}
