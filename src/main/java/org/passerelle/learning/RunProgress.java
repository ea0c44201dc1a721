package org.passerelle.learning;

import java.util.List;
import org.passerelle.learning.KindDescription.Scope;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.Transactions;

/**
 * What follows when a task or a run ended: close the run, start the next, look where to read again.
 */
final class RunProgress {
    private final Transactions transactions;
    private final JdbcLearningStore store;
    private final RoundPlanning planning;
    private final RunStarts starts;
    private final RunClosing closing;

    RunProgress(
            Transactions transactions,
            JdbcLearningStore store,
            RoundPlanning planning,
            RunStarts starts,
            RunClosing closing) {
        this.transactions = transactions;
        this.store = store;
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
                        store.platforms().lock(platform.key());
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
            case OPEN -> store.tasks().cancelOutstanding(run.id(), reason);
            case WAITING ->
                    store.runs()
                            .end(run.id(), new Judgement(RunVerdict.PARTIAL, List.of(reason), 0));
            case ENDED -> {}
        }
    }
}
