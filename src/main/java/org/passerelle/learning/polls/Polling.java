package org.passerelle.learning.polls;

import java.time.Clock;
import org.passerelle.journal.Journal;
import org.passerelle.learning.KnownPlatforms;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.PollableFields;
import org.passerelle.learning.records.JdbcSubjectDirectory;
import org.passerelle.learning.runs.PollMessages;
import org.passerelle.learning.sites.SiteWatch;
import org.passerelle.learning.storing.Storing;
import org.passerelle.learning.verdicts.PollRuns;
import org.passerelle.learning.verdicts.RunClosing;
import org.passerelle.messages.Outbox;
import org.passerelle.personaldata.Transactions;

/** Polling, put together: what the routes and doors call. */
public final class Polling {
    private final PollSchedule schedule;
    private final PollTasks tasks;
    private final PollRuns runs;
    private final PollUpkeep upkeep;

    public Polling(Parts parts) {
        var store = parts.store();
        var messages = new PollMessages(parts.outbox(), parts.clock());
        var planning =
                new RoundPlanning(
                        parts.transactions(), store, parts.reader(), parts.policy(), parts.clock());
        var starts =
                new RunStarts(
                        parts.transactions(),
                        store.books(),
                        store.courses(),
                        parts.reader(),
                        messages);
        var closing =
                new RunClosing(
                        parts.transactions(),
                        store.books(),
                        store.courses(),
                        store.absences(),
                        messages);
        var progress =
                new RunProgress(parts.transactions(), store.books(), planning, starts, closing);
        schedule = new PollSchedule(planning, progress);
        tasks = new PollTasks(parts, steps(parts, messages, progress));
        runs =
                new PollRuns(
                        parts.transactions(),
                        store.books(),
                        store.sites(),
                        closing,
                        parts.journal());
        upkeep =
                new PollUpkeep(
                        parts.platforms(), parts.transactions(), store, progress, parts.clock());
    }

    /** What polling needs from outside. */
    public record Parts(
            KnownPlatforms platforms,
            JdbcLearningStore store,
            JdbcSubjectDirectory directory,
            PlatformReader reader,
            PollableFields policy,
            Transactions transactions,
            Outbox outbox,
            Journal journal,
            Storing.Keys keys,
            Clock clock) {}

    /** What a task goes through. */
    record Steps(
            SiteWatch siteWatch, TaskReading reading, TaskEnding ending, RunProgress progress) {}

    private static Steps steps(Parts parts, PollMessages messages, RunProgress progress) {
        var store = parts.store();
        return new Steps(
                new SiteWatch(
                        parts.transactions(),
                        store.books(),
                        store.sites(),
                        parts.reader(),
                        messages),
                new TaskReading(
                        store.books(), store.courses(), parts.reader(), storing(parts, messages)),
                new TaskEnding(parts.transactions(), store, messages),
                progress);
    }

    private static Storing storing(Parts parts, PollMessages messages) {
        return new Storing(
                parts.transactions(),
                parts.store().books(),
                parts.store().storedIn(parts.directory()),
                parts.keys(),
                messages);
    }

    public PollSchedule schedule() {
        return schedule;
    }

    public PollTasks tasks() {
        return tasks;
    }

    public PollRuns runs() {
        return runs;
    }

    public PollUpkeep upkeep() {
        return upkeep;
    }
}
