package org.passerelle.learning;

import java.util.List;
import org.passerelle.keys.MasterKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.Transactions;

/**
 * Looks once per round whether the same site still answers. User ids of another site would be taken
 * for our learners, so nothing is read before a person decided.
 */
final class SiteWatch {
    private final Transactions transactions;
    private final JdbcLearningStore store;
    private final PlatformReader reader;
    private final PollMessages messages;
    private final MasterKey master;

    SiteWatch(
            Transactions transactions,
            JdbcLearningStore store,
            PlatformReader reader,
            PollMessages messages,
            MasterKey master) {
        this.transactions = transactions;
        this.store = store;
        this.reader = reader;
        this.messages = messages;
        this.master = master;
    }

    /** False when the run is held now. */
    boolean isSameSite(Platform platform, PollRun run) {
        if (run.siteChecked()) {
            return true;
        }
        var now = SiteMemory.of(reader.identify(platform), master, platform.key());
        return transactions.within(
                () -> {
                    store.platforms().lock(platform.key());
                    return judge(run, now);
                });
    }

    private boolean judge(PollRun run, SiteMemory now) {
        var before = store.platforms().site(run.platform());
        var change = before.flatMap(known -> SiteChange.between(known, now));
        if (change.isPresent()) {
            hold(run, now, change.get());
            return false;
        }
        if (!before.equals(java.util.Optional.of(now))) {
            store.platforms().remember(run.platform(), now);
        }
        store.runs().holds().siteChecked(run.round().id());
        return true;
    }

    /** Ends every run of the platform: none may read from a site that may be another one. */
    private void hold(PollRun cause, SiteMemory now, String change) {
        for (var run : store.runs().notEnded(cause.platform())) {
            store.tasks().cancelOutstanding(run.id(), "the run is held");
            store.staging().clear(run.id());
            if (run.id() == cause.id()) {
                store.runs().holds().hold(run.id(), Hold.Cause.SITE_CHANGED);
                store.runs().holds().siteSeen(run.id(), now);
                end(run, new Judgement(RunVerdict.HELD, List.of(cure(change)), 0));
            } else {
                end(
                        run,
                        new Judgement(
                                RunVerdict.PARTIAL,
                                List.of("poll run " + cause.id() + " is held: " + change),
                                0));
            }
        }
    }

    private void end(PollRun run, Judgement judgement) {
        store.runs().end(run.id(), judgement);
        messages.ended(run, judgement);
    }

    private static String cure(String change) {
        return "another site seems to answer: "
                + change
                + "; if it is the same site, release the run; if not, correct base-url or the read token and"
                + " reject the run";
    }
}
