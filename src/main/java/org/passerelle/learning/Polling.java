package org.passerelle.learning;

import java.time.Clock;
import org.passerelle.journal.Journal;
import org.passerelle.keys.MasterKey;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.messages.Outbox;
import org.passerelle.personaldata.Transactions;

/** Polling, put together: what the routes and doors call. */
public final class Polling {
    private final PollSchedule schedule;
    private final PollTasks tasks;
    private final PollRuns runs;
    private final PollUpkeep upkeep;

    public Polling(Parts parts) {
        var messages = new PollMessages(parts.outbox(), parts.clock());
        var planning =
                new RoundPlanning(
                        parts.transactions(),
                        parts.store(),
                        parts.reader(),
                        parts.policy(),
                        parts.clock());
        var starts = new RunStarts(parts.transactions(), parts.store(), parts.reader(), messages);
        var closing = new RunClosing(parts.transactions(), parts.store(), messages);
        var progress =
                new RunProgress(parts.transactions(), parts.store(), planning, starts, closing);
        schedule = new PollSchedule(planning, progress);
        tasks = new PollTasks(parts, steps(parts, messages, progress));
        runs = new PollRuns(parts.transactions(), parts.store(), closing, parts.journal());
        upkeep =
                new PollUpkeep(
                        parts.platforms(),
                        parts.transactions(),
                        parts.store(),
                        progress,
                        parts.clock());
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
            Keys keys,
            Clock clock) {}

    /** What values are hashed and sealed with. */
    public record Keys(MasterKey master, SubjectKeys subjects) {}

    /** What a task goes through. */
    record Steps(
            SiteWatch siteWatch, TaskReading reading, TaskEnding ending, RunProgress progress) {}

    private static Steps steps(Parts parts, PollMessages messages, RunProgress progress) {
        var master = parts.keys().master();
        return new Steps(
                new SiteWatch(
                        parts.transactions(), parts.store(), parts.reader(), messages, master),
                new TaskReading(
                        parts.store(),
                        parts.reader(),
                        master,
                        task ->
                                new RecordStoring(
                                        parts.transactions(),
                                        parts.store(),
                                        parts.directory(),
                                        parts.keys().subjects(),
                                        messages,
                                        task)),
                new TaskEnding(parts.transactions(), parts.store(), messages),
                progress);
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
