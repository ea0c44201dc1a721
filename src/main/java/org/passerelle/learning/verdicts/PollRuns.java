package org.passerelle.learning.verdicts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.learning.runs.JdbcRunBooks;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.RunHold;
import org.passerelle.learning.sites.JdbcSites;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.Transactions;

/** Poll runs as people see them, and the decision on those a brake holds. */
public final class PollRuns {
    private final Transactions transactions;
    private final JdbcRunBooks books;
    private final JdbcSites sites;
    private final RunClosing closing;
    private final Journal journal;

    public PollRuns(
            Transactions transactions,
            JdbcRunBooks books,
            JdbcSites sites,
            RunClosing closing,
            Journal journal) {
        this.transactions = transactions;
        this.books = books;
        this.sites = sites;
        this.closing = closing;
        this.journal = journal;
    }

    /** What became of a decision. */
    public sealed interface Decided {
        record Done(PollRun run) implements Decided {}

        /** No such run, or nobody waits for a decision on it. */
        record NotHeld(long run) implements Decided {}
    }

    /** The newest runs of a platform, newest first. */
    public List<PollRun> list(PlatformKey platform, int limit) {
        return list(platform, false, Long.MAX_VALUE, limit);
    }

    /**
     * A page of runs, newest first.
     *
     * @param held only those that wait for a person
     * @param before runs numbered below this one; {@link Long#MAX_VALUE} for the first page
     */
    public List<PollRun> list(PlatformKey platform, boolean held, long before, int limit) {
        return books.runs().ofPlatform(platform, held, before, limit);
    }

    public Optional<PollRun> show(long run) {
        return books.runs().find(run);
    }

    /** Runs that wait for a person. */
    public List<PollRun> held(PlatformKey platform) {
        return books.runs().undecided(platform);
    }

    /** Kinds whose last run was refused: a person must mend the set-up the reasons name. */
    public List<PollRun> refused(PlatformKey platform) {
        return books.runs().refused(platform);
    }

    /**
     * The platform is right: the site at this address is ours, or what is missing is missing. The
     * run then counts as complete; what it missed is gone when the next complete run misses it too.
     *
     * @param actor the account's name
     */
    public Decided release(long run, String actor) {
        return decide(run, actor, RunHold.State.RELEASED);
    }

    /** The platform was wrong: nothing is concluded from this run. */
    public Decided reject(long run, String actor) {
        return decide(run, actor, RunHold.State.REJECTED);
    }

    private Decided decide(long id, String actor, RunHold.State state) {
        var seen = books.runs().find(id);
        if (seen.isEmpty()) {
            return new Decided.NotHeld(id);
        }
        return transactions.within(
                () -> {
                    books.lock().take(seen.get().platform());
                    var run = books.runs().find(id).orElseThrow();
                    var waiting =
                            run.hold().filter(hold -> hold.state() == RunHold.State.UNDECIDED);
                    if (waiting.isEmpty()) {
                        return new Decided.NotHeld(id);
                    }
                    apply(run, waiting.get().cause(), state);
                    books.runs().holds().decide(id, state, actor);
                    journal.append(entry(run, waiting.get().cause(), state, actor));
                    return new Decided.Done(books.runs().find(id).orElseThrow());
                });
    }

    private void apply(PollRun run, RunHold.Cause cause, RunHold.State state) {
        boolean released = state == RunHold.State.RELEASED;
        switch (cause) {
            case SITE_CHANGED -> {
                if (released) {
                    sites.accept(run);
                }
            }
            case DROP, EMPTY -> {
                if (released) {
                    closing.conclude(run);
                } else {
                    closing.discard(run);
                }
            }
        }
    }

    private static JournalEntry entry(
            PollRun run, RunHold.Cause cause, RunHold.State state, String actor) {
        return new JournalEntry(
                run.source().organisation(),
                actor,
                state == RunHold.State.RELEASED ? "poll-run-released" : "poll-run-rejected",
                "poll-run " + run.id(),
                Optional.empty(),
                "done",
                Map.of(
                        "platform", run.platform().value(),
                        "kind", run.kind().value(),
                        "cause", cause.name()));
    }
}
