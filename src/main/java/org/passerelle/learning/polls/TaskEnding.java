package org.passerelle.learning.polls;

import java.util.List;
import java.util.Optional;
import org.passerelle.learning.runs.JdbcPollTasks;
import org.passerelle.learning.runs.JdbcRunBooks;
import org.passerelle.learning.runs.PollMessages;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.PollTask;
import org.passerelle.learning.runs.PollTask.Outcome;
import org.passerelle.learning.storing.JdbcCourses;
import org.passerelle.personaldata.Transactions;

/** Ends a task: what a person must look at, the next page, when the course was last read. */
final class TaskEnding {
    /** So many refusals and no answer: the other courses would be refused too. */
    private static final int REFUSALS = 3;

    private final Transactions transactions;
    private final JdbcRunBooks books;
    private final JdbcCourses courses;
    private final JdbcReadFaults faults;
    private final PollMessages messages;

    TaskEnding(Transactions transactions, JdbcLearningStore store, PollMessages messages) {
        this.transactions = transactions;
        this.books = store.books();
        this.courses = store.courses();
        this.faults = store.faults();
        this.messages = messages;
    }

    /** Does nothing when another attempt took the task over, or its run ended meanwhile. */
    void end(PollRun run, PollTask task, ReadPage page) {
        transactions.within(
                () -> {
                    if (begin(run, task)) {
                        store(run, task, page);
                    }
                });
    }

    /** Ends a task that will never be read. */
    void park(PollRun run, PollTask task, String reason) {
        transactions.within(
                () -> {
                    if (begin(run, task)) {
                        books.tasks()
                                .end(
                                        task.id(),
                                        new JdbcPollTasks.End(
                                                PollTask.State.PARKED,
                                                Optional.empty(),
                                                0,
                                                List.of(reason)));
                    }
                });
    }

    private boolean begin(PollRun run, PollTask task) {
        books.lock().take(run.platform());
        return books.tasks().isStillMine(task);
    }

    private void store(PollRun run, PollTask task, ReadPage page) {
        faults.addGaps(run, page.gaps());
        faults.addUnreadable(run, task, page.unreadable());
        books.tasks()
                .end(
                        task.id(),
                        new JdbcPollTasks.End(
                                PollTask.State.DONE,
                                Optional.of(page.outcome()),
                                page.rows(),
                                page.reasons()));
        page.next().ifPresent(part -> messages.nextPage(run, books.tasks().insertNext(run, part)));
        if (page.isLast() && page.outcome() == Outcome.PAGE) {
            task.course()
                    .ifPresent(
                            course ->
                                    courses.wasRead(
                                            run,
                                            course,
                                            run.times().started().orElse(run.times().planned())));
        }
        if (page.outcome() == Outcome.REFUSED) {
            stopIfAllRefuse(run);
        }
    }

    private void stopIfAllRefuse(PollRun run) {
        var tally = books.tasks().tally(run.id());
        if (tally.read() == 0 && tally.refused() >= REFUSALS) {
            books.tasks()
                    .cancelOutstanding(run.id(), "every course asked so far refused to answer");
        }
    }
}
