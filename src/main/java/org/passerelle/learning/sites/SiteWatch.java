package org.passerelle.learning.sites;

import java.util.List;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.runs.JdbcRunBooks;
import org.passerelle.learning.runs.Judgement;
import org.passerelle.learning.runs.PollMessages;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.RunHold;
import org.passerelle.learning.runs.RunVerdict;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.Transactions;

/**
 * Looks once per round whether the same site still answers. User ids of another site would be taken
 * for our learners, so nothing is read before a person decided.
 */
public final class SiteWatch {
    private final Transactions transactions;
    private final JdbcRunBooks books;
    private final JdbcSites sites;
    private final PlatformReader reader;
    private final PollMessages messages;

    public SiteWatch(
            Transactions transactions,
            JdbcRunBooks books,
            JdbcSites sites,
            PlatformReader reader,
            PollMessages messages) {
        this.transactions = transactions;
        this.books = books;
        this.sites = sites;
        this.reader = reader;
        this.messages = messages;
    }

    /** False when the run is held now. */
    public boolean isSameSite(Platform platform, PollRun run) {
        if (run.siteChecked()) {
            return true;
        }
        var now = sites.memory(reader.identify(platform), platform.key());
        return transactions.within(
                () -> {
                    books.lock().take(platform.key());
                    return judge(run, now);
                });
    }

    private boolean judge(PollRun run, SiteMemory now) {
        var before = sites.site(run.platform());
        var change = before.flatMap(known -> SiteChange.between(known, now));
        if (change.isPresent()) {
            hold(run, now, change.get());
            return false;
        }
        if (!before.equals(java.util.Optional.of(now))) {
            sites.remember(run.platform(), now);
        }
        sites.checked(run.round().id());
        return true;
    }

    /** Ends every run of the platform: none may read from a site that may be another one. */
    private void hold(PollRun cause, SiteMemory now, String change) {
        for (var run : books.runs().notEnded(cause.platform())) {
            books.tasks().cancelOutstanding(run.id(), "the run is held");
            books.staging().clear(run.id());
            if (run.id() == cause.id()) {
                books.runs().holds().hold(run.id(), RunHold.Cause.SITE_CHANGED);
                sites.metBy(run.id(), now);
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
        books.runs().end(run.id(), judgement);
        messages.ended(run, judgement);
    }

    private static String cure(String change) {
        return "another site seems to answer: "
                + change
                + "; if it is the same site, release the run; if not, correct base-url or the read token and"
                + " reject the run";
    }
}
