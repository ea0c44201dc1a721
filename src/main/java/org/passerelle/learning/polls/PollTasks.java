package org.passerelle.learning.polls;

import java.util.Optional;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KnownPlatforms;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.WrongSetUp;
import org.passerelle.learning.runs.JdbcRunBooks;
import org.passerelle.learning.runs.PollMessages;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.PollTask;
import org.passerelle.learning.sites.SiteWatch;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.Platform;

/**
 * Runs poll tasks, one message each.
 *
 * <p>Guarantee: repeatable. A task that ended does nothing when its message comes again; one that
 * was interrupted is read again from its start, and only its latest attempt may store. Errors: a
 * {@link org.passerelle.personaldata.TransientFailure} leaves the task as it was, for redelivery; a
 * {@link PermanentFailure} parks it first, so that its run ends as partial. A {@link WrongSetUp} is
 * no error: the run ends refused and says what to mend.
 */
public final class PollTasks {
    /** The type of the envelopes on {@code passerelle.polls}; their body names the task. */
    public static final String MESSAGE_TYPE = PollMessages.TASK;

    public static final int MESSAGE_VERSION = PollMessages.VERSION;

    private final KnownPlatforms platforms;
    private final JdbcRunBooks books;
    private final SiteWatch siteWatch;
    private final TaskReading reading;
    private final TaskEnding ending;
    private final RunProgress progress;
    private final PlatformReader reader;

    PollTasks(Polling.Parts parts, Polling.Steps steps) {
        this.platforms = parts.platforms();
        this.books = parts.store().books();
        this.siteWatch = steps.siteWatch();
        this.reading = steps.reading();
        this.ending = steps.ending();
        this.progress = steps.progress();
        this.reader = parts.reader();
    }

    /** Reads the task's page, stores what changed, and lets the run go on. */
    public void run(long taskId) {
        var claimed = books.tasks().claim(taskId);
        if (claimed.isPresent()) {
            var task = claimed.get();
            run(books.runs().find(task.run()).orElseThrow(), task);
        } else {
            books.tasks().find(taskId).ifPresent(this::goOn);
        }
    }

    /**
     * Gives a task up whose message was parked after its last redelivery: its run ends as partial.
     *
     * <p>Repeatable: yes.
     */
    public void park(long taskId, String reason) {
        var claimed = books.tasks().claim(taskId);
        if (claimed.isPresent()) {
            var run = books.runs().find(claimed.get().run()).orElseThrow();
            ending.park(run, claimed.get(), reason);
            goOn(claimed.get());
        }
    }

    private void run(PollRun run, PollTask task) {
        var platform = platforms.of(run.platform());
        var kind = kind(platform, run);
        if (kind.isEmpty()) {
            ending.park(run, task, "no mapping file reads " + run.kind() + " any more");
            goOn(task);
            return;
        }
        try {
            if (siteWatch.isSameSite(platform, run)) {
                reading.read(platform, run, kind.get(), task)
                        .ifPresent(page -> ending.end(run, task, page));
            }
        } catch (WrongSetUp e) {
            ending.end(run, task, ReadPage.refused(String.valueOf(e.getMessage())));
        } catch (PermanentFailure e) {
            ending.park(run, task, String.valueOf(e.getMessage()));
            progress.taskEnded(platform, run, kind.get());
            throw e;
        }
        progress.taskEnded(platform, run, kind.get());
    }

    /**
     * The task ended already, perhaps just before a crash: close its run if that did not happen.
     */
    private void goOn(PollTask task) {
        var run = books.runs().find(task.run()).orElseThrow();
        var platform = platforms.of(run.platform());
        kind(platform, run)
                .ifPresentOrElse(
                        kind -> progress.taskEnded(platform, run, kind),
                        () -> progress.advance(platform));
    }

    private Optional<KindDescription> kind(Platform platform, PollRun run) {
        return reader.kinds(platform).stream()
                .filter(kind -> kind.kind().equals(run.kind()))
                .findFirst();
    }
}
