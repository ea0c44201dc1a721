package org.passerelle.learning.polls;

import java.util.List;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KindDescription.Scope;
import org.passerelle.learning.runs.JdbcRunBooks;
import org.passerelle.learning.runs.Judgement;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.RunVerdict;
import org.passerelle.learning.verdicts.RunClosing;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.Transactions;

/**
 * What follows when a task or a run ended: close the run, start the next, look where to read again.
 */
final class RunProgress {
    private final Transactions transactions;
    private final JdbcRunBooks books;
    private final RoundPlanning planning;
    private final RunStarts starts;
    private final RunClosing closing;

    RunProgress(
            Transactions transactions,
            JdbcRunBooks books,
            RoundPlanning planning,
            RunStarts starts,
            RunClosing closing) {
        this.transactions = transactions;
        this.books = books;
        this.planning = planning;
        this.starts = starts;
        this.closing = closing;
    }

    /** Starts whatever may start. */
    void advance(Platform platform) {
        for (var opened = starts.startNext(platform);
                opened.isPresent();
                opened = starts.startNext(platform)) {
            closing.close(opened.get().id());
        }
    }

    /** Closes the run if that was its last task, and goes on. */
    void taskEnded(Platform platform, PollRun run, KindDescription kind) {
        if (!closing.close(run.id())) {
            return;
        }
        if (tellsCourseAccesses(kind)) {
            planning.planMoved(platform);
        }
        advance(platform);
    }

    private static boolean tellsCourseAccesses(KindDescription kind) {
        return kind.scope() == Scope.COURSE
                && kind.fields().containsValue(DataCategory.ACCESS_TIME);
    }

    /** Ends runs that took longer than two intervals: partial, and out of the way of the next. */
    void endOverdue(Platform platform) {
        for (var run : planning.overdue(platform)) {
            transactions.within(
                    () -> {
                        books.lock().take(platform.key());
                        cancel(run);
                    });
            closing.close(run.id());
        }
    }

    private void cancel(PollRun run) {
        var reason =
                "the run took longer than "
                        + run.times().patienceSeconds()
                        + " s, which is two intervals; is a poller running, is the platform slow?";
        switch (run.state()) {
            case OPEN -> books.tasks().cancelOutstanding(run.id(), reason);
            case WAITING ->
                    books.runs()
                            .end(run.id(), new Judgement(RunVerdict.PARTIAL, List.of(reason), 0));
            case ENDED -> {}
        }
    }
}
