package org.passerelle.learning.verdicts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.learning.KnownKinds;
import org.passerelle.learning.runs.Coverage;
import org.passerelle.learning.runs.JdbcRunBooks;
import org.passerelle.learning.runs.Judgement;
import org.passerelle.learning.runs.PollMessages;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.PollRun.State;
import org.passerelle.learning.runs.RunHold;
import org.passerelle.learning.runs.RunVerdict;
import org.passerelle.learning.storing.JdbcCourses;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.Transactions;

/**
 * Ends a run whose last task ended: verdict, brakes, absences, event.
 *
 * <p>In several transactions, so that none grows with the site; whoever calls again after a crash
 * goes on where it stopped.
 */
public final class RunClosing {
    private static final int CHUNK = 2000;

    private final Transactions transactions;
    private final JdbcRunBooks books;
    private final JdbcCourses courses;
    private final JdbcAbsences absences;
    private final PollMessages messages;

    public RunClosing(
            Transactions transactions,
            JdbcRunBooks books,
            JdbcCourses courses,
            JdbcAbsences absences,
            PollMessages messages) {
        this.transactions = transactions;
        this.books = books;
        this.courses = courses;
        this.absences = absences;
        this.messages = messages;
    }

    /** True when the run is ended now, by this call or before. */
    public boolean close(long runId) {
        while (true) {
            var run = books.runs().find(runId);
            if (run.isEmpty() || run.get().state() == State.ENDED) {
                return true;
            }
            if (books.tasks().anyOutstanding(runId)) {
                return false;
            }
            if (transactions.within(() -> step(run.get()))) {
                return true;
            }
        }
    }

    /** One step under the lock; true when it was the last. */
    private boolean step(PollRun seen) {
        books.lock().take(seen.platform());
        var run = books.runs().find(seen.id()).orElseThrow();
        if (run.state() == State.ENDED || books.tasks().anyOutstanding(run.id())) {
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
        var tasks = books.tasks().tally(run.id());
        if (tasks.none() && nobodyTellsTheCourses(run)) {
            return new Judgement(
                    RunVerdict.REFUSED,
                    List.of(
                            "the course list was never answered, so there is no course to ask; mend what its own run says"),
                    0);
        }
        return Judgement.of(tasks, books.tasks().reasons(run.id()));
    }

    /** Nothing was asked, which is not "none": the course list of the same round failed. */
    private boolean nobodyTellsTheCourses(PollRun run) {
        return run.coverage() == Coverage.FULL
                && courses.known(run.platform()).isEmpty()
                && !books.runs().everAnswered(run.platform(), KnownKinds.COURSE);
    }

    /** An older run of the kind that still waits for a person has nothing to tell any more. */
    private void supersede(PollRun run) {
        if (run.coverage() != Coverage.FULL) {
            return;
        }
        books.runs().undecided(run.platform()).stream()
                .filter(held -> held.kind().equals(run.kind()) && held.id() != run.id())
                .filter(held -> !held.isHeldFor(RunHold.Cause.SITE_CHANGED))
                .forEach(
                        held -> {
                            books.runs()
                                    .holds()
                                    .decide(held.id(), RunHold.State.SUPERSEDED, "poller");
                            books.staging().clear(held.id());
                            absences.forget(run);
                        });
    }

    private boolean weigh(PollRun run, Judgement judgement) {
        if (!judgement.answersForAll()) {
            absences.forget(run);
            end(run, judgement);
            return true;
        }
        var except = except(run);
        var tallies = absences.tally(run, except);
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
        absences.remember(run, except);
        end(books.runs().find(run.id()).orElseThrow(), judgement);
        return true;
    }

    /** What a person released counts as a complete run: missed once, or gone. */
    void conclude(PollRun run) {
        var except = except(run);
        while (concludeSome(run, except) == CHUNK) {
            books.lock().take(run.platform());
        }
        absences.remember(run, except);
        books.staging().clear(run.id());
    }

    /** What a person rejected counts for nothing. */
    void discard(PollRun run) {
        absences.forget(run);
        books.staging().clear(run.id());
    }

    private int concludeSome(PollRun run, List<CourseId> except) {
        var gone = absences.conclude(run, except, CHUNK);
        if (!gone.isEmpty()) {
            messages.changes(run, gone);
            books.runs().countGone(run.id(), gone.size());
        }
        return gone.size();
    }

    /** A course the platform does not know proves nothing while the course list still has it. */
    private List<CourseId> except(PollRun run) {
        var unknown = new ArrayList<>(books.tasks().unknownCourses(run.id()));
        unknown.retainAll(courses.known(run.platform()));
        return unknown;
    }

    private void hold(PollRun run, Judgement judgement, Brakes.Braked braked) {
        books.runs().holds().hold(run.id(), braked.cause());
        finish(run, judgement.held(braked.reason()));
    }

    private void end(PollRun run, Judgement judgement) {
        finish(run, judgement);
        books.staging().clear(run.id());
    }

    /** A run that changed nothing and went like the one before is no news. */
    private void finish(PollRun run, Judgement judgement) {
        var counts = run.counts();
        boolean changed = counts.added() + counts.changed() + counts.gone() > 0;
        Optional<RunVerdict> before = books.runs().lastVerdict(run);
        books.runs().end(run.id(), judgement);
        if (changed || !before.equals(Optional.of(judgement.verdict()))) {
            messages.ended(run, judgement);
        }
    }
}
