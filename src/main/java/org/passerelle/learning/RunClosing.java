package org.passerelle.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.learning.PollRun.State;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.Transactions;

/**
 * Ends a run whose last task ended: verdict, brakes, absences, event.
 *
 * <p>In several transactions, so that none grows with the site; whoever calls again after a crash
 * goes on where it stopped.
 */
final class RunClosing {
    private static final int CHUNK = 2000;

    private final Transactions transactions;
    private final JdbcLearningStore store;
    private final PollMessages messages;

    RunClosing(Transactions transactions, JdbcLearningStore store, PollMessages messages) {
        this.transactions = transactions;
        this.store = store;
        this.messages = messages;
    }

    /** True when the run is ended now, by this call or before. */
    boolean close(long runId) {
        while (true) {
            var run = store.runs().find(runId);
            if (run.isEmpty() || run.get().state() == State.ENDED) {
                return true;
            }
            if (store.tasks().anyOutstanding(runId)) {
                return false;
            }
            if (transactions.within(() -> step(run.get()))) {
                return true;
            }
        }
    }

    /** One step under the lock; true when it was the last. */
    private boolean step(PollRun seen) {
        store.platforms().lock(seen.platform());
        var run = store.runs().find(seen.id()).orElseThrow();
        if (run.state() == State.ENDED || store.tasks().anyOutstanding(run.id())) {
            return true;
        }
        var judgement = judge(run);
        supersede(run);
        if (run.coverage() == Coverage.FULL && !run.fields().isEmpty()) {
            return weigh(run, judgement);
        }
        end(run, judgement);
        return true;
    }

    private Judgement judge(PollRun run) {
        if (run.fields().isEmpty()) {
            return new Judgement(
                    RunVerdict.REFUSED,
                    List.of(
                            "no active purpose of the policy needs a field of this kind; see passerelle policy explain"),
                    0);
        }
        var tasks = store.tasks().tally(run.id());
        if (tasks.none() && nobodyTellsTheCourses(run)) {
            return new Judgement(
                    RunVerdict.REFUSED,
                    List.of(
                            "the course list was never answered, so there is no course to ask; mend what its own run says"),
                    0);
        }
        return Judgement.of(tasks, store.tasks().reasons(run.id()));
    }

    /** Nothing was asked, which is not "none": the course list of the same round failed. */
    private boolean nobodyTellsTheCourses(PollRun run) {
        return run.coverage() == Coverage.FULL
                && store.courses().known(run.platform()).isEmpty()
                && !store.runs().everAnswered(run.platform(), KnownKinds.COURSE);
    }

    /** An older run of the kind that still waits for a person has nothing to tell any more. */
    private void supersede(PollRun run) {
        if (run.coverage() != Coverage.FULL) {
            return;
        }
        store.runs().undecided(run.platform()).stream()
                .filter(held -> held.kind().equals(run.kind()) && held.id() != run.id())
                .filter(held -> !held.isHeldFor(Hold.Cause.SITE_CHANGED))
                .forEach(
                        held -> {
                            store.runs().holds().decide(held.id(), Hold.State.SUPERSEDED, "poller");
                            store.staging().clear(held.id());
                            store.absences().forget(run);
                        });
    }

    private boolean weigh(PollRun run, Judgement judgement) {
        if (!judgement.answersForAll()) {
            store.absences().forget(run);
            end(run, judgement);
            return true;
        }
        var except = except(run);
        var tallies = store.absences().tally(run, except);
        if (tallies.stream().allMatch(Brakes.Tally::complete)) {
            end(run, judgement);
            return true;
        }
        var braked = Brakes.judge(tallies, judgement.rowsRead());
        if (braked.isPresent()) {
            hold(run, judgement, braked.get());
            return true;
        }
        if (concludeSome(run, except) == CHUNK) {
            return false;
        }
        store.absences().remember(run, except);
        end(store.runs().find(run.id()).orElseThrow(), judgement);
        return true;
    }

    /** What a person released counts as a complete run: missed once, or gone. */
    void conclude(PollRun run) {
        var except = except(run);
        while (concludeSome(run, except) == CHUNK) {
            store.platforms().lock(run.platform());
        }
        store.absences().remember(run, except);
        store.staging().clear(run.id());
    }

    private int concludeSome(PollRun run, List<CourseId> except) {
        var gone = store.absences().conclude(run, except, CHUNK);
        if (!gone.isEmpty()) {
            messages.changes(run, gone);
            store.runs().countGone(run.id(), gone.size());
        }
        return gone.size();
    }

    /** A course the platform does not know proves nothing while the course list still has it. */
    private List<CourseId> except(PollRun run) {
        var unknown = new ArrayList<>(store.tasks().unknownCourses(run.id()));
        unknown.retainAll(store.courses().known(run.platform()));
        return unknown;
    }

    private void hold(PollRun run, Judgement judgement, Brakes.Braked braked) {
        store.runs().holds().hold(run.id(), braked.cause());
        finish(run, judgement.held(braked.reason()));
    }

    private void end(PollRun run, Judgement judgement) {
        finish(run, judgement);
        store.staging().clear(run.id());
    }

    /** A run that changed nothing and went like the one before is no news. */
    private void finish(PollRun run, Judgement judgement) {
        var counts = run.counts();
        boolean changed = counts.added() + counts.changed() + counts.gone() > 0;
        Optional<RunVerdict> before = store.runs().lastVerdict(run);
        store.runs().end(run.id(), judgement);
        if (changed || !before.equals(Optional.of(judgement.verdict()))) {
            messages.ended(run, judgement);
        }
    }
}
