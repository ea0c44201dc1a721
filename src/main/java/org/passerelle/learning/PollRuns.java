package org.passerelle.learning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.Transactions;

/** Poll runs as people see them, and the decision on those a brake holds. */
public final class PollRuns {
    private final Transactions transactions;
    private final JdbcLearningStore store;
    private final RunClosing closing;
    private final Journal journal;

    PollRuns(
            Transactions transactions,
            JdbcLearningStore store,
            RunClosing closing,
            Journal journal) {
        this.transactions = transactions;
        this.store = store;
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
        return store.runs().ofPlatform(platform, held, before, limit);
    }

    public Optional<PollRun> show(long run) {
        return store.runs().find(run);
    }

    /** Runs that wait for a person. */
    public List<PollRun> held(PlatformKey platform) {
        return store.runs().undecided(platform);
    }

    /** Kinds whose last run was refused: a person must mend the set-up the reasons name. */
    public List<PollRun> refused(PlatformKey platform) {
        return store.runs().refused(platform);
    }

    /**
     * The platform is right: the site at this address is ours, or what is missing is missing. The
     * run then counts as complete; what it missed is gone when the next complete run misses it too.
     *
     * @param actor the account's name
     */
    public Decided release(long run, String actor) {
        return decide(run, actor, Hold.State.RELEASED);
    }

    /** The platform was wrong: nothing is concluded from this run. */
    public Decided reject(long run, String actor) {
        return decide(run, actor, Hold.State.REJECTED);
    }

    private Decided decide(long id, String actor, Hold.State state) {
        var seen = store.runs().find(id);
        if (seen.isEmpty()) {
            return new Decided.NotHeld(id);
        }
        return transactions.within(
                () -> {
                    store.platforms().lock(seen.get().platform());
                    var run = store.runs().find(id).orElseThrow();
                    var waiting = run.hold().filter(hold -> hold.state() == Hold.State.UNDECIDED);
                    if (waiting.isEmpty()) {
                        return new Decided.NotHeld(id);
                    }
                    apply(run, waiting.get().cause(), state);
                    store.runs().holds().decide(id, state, actor);
                    journal.append(entry(run, waiting.get().cause(), state, actor));
                    return new Decided.Done(store.runs().find(id).orElseThrow());
                });
    }

    private void apply(PollRun run, Hold.Cause cause, Hold.State state) {
        boolean released = state == Hold.State.RELEASED;
        switch (cause) {
            case SITE_CHANGED -> {
                if (released) {
                    store.runs()
                            .holds()
                            .siteSeen(run.id())
                            .ifPresent(site -> store.platforms().remember(run.platform(), site));
                }
            }
            case DROP, EMPTY -> {
                if (released) {
                    closing.conclude(run);
                } else {
                    store.absences().forget(run);
                    store.staging().clear(run.id());
                }
            }
        }
    }

    private static JournalEntry entry(
            PollRun run, Hold.Cause cause, Hold.State state, String actor) {
        return new JournalEntry(
                run.source().organisation(),
                actor,
                state == Hold.State.RELEASED ? "poll-run-released" : "poll-run-rejected",
                "poll-run " + run.id(),
                Optional.empty(),
                "done",
                Map.of(
                        "platform", run.platform().value(),
                        "kind", run.kind().value(),
                        "cause", cause.name()));
    }
}
