package org.passerelle.learning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.learning.PollTask.Outcome;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.personaldata.Transactions;

/**
 * Stores what a page brought and ends its task, in transactions of at most two thousand records.
 *
 * <p>Guarantee: a record, its accesses and its event are stored together or not at all; after a
 * crash the page is read again and what was stored differs no more. An attempt that was overtaken
 * stores nothing.
 */
final class TaskStoring {
    private static final int CHUNK = 2000;

    /** So many refusals and no answer: the other courses would be refused too. */
    private static final int REFUSALS = 3;

    private final Transactions transactions;
    private final JdbcLearningStore store;
    private final JdbcSubjectDirectory directory;
    private final PollMessages messages;

    TaskStoring(
            Transactions transactions,
            JdbcLearningStore store,
            JdbcSubjectDirectory directory,
            PollMessages messages) {
        this.transactions = transactions;
        this.store = store;
        this.directory = directory;
        this.messages = messages;
    }

    /** False when another attempt took the task over, or its run ended meanwhile. */
    boolean store(PollRun run, PollTask task, ReadPage page) {
        var candidates = page.found().candidates();
        int from = 0;
        while (candidates.size() - from > CHUNK) {
            var chunk = candidates.subList(from, from + CHUNK);
            if (!transactions.within(() -> begin(run, task) && keep(run, chunk))) {
                return false;
            }
            from += CHUNK;
        }
        var rest = candidates.subList(from, candidates.size());
        return transactions.within(
                () -> begin(run, task) && keep(run, rest) && end(run, task, page));
    }

    /** Ends a task that will never be read. */
    void park(PollRun run, PollTask task, String reason) {
        transactions.within(
                () -> {
                    if (begin(run, task)) {
                        store.tasks()
                                .end(
                                        task.id(),
                                        new JdbcPollTasks.End(
                                                PollTask.State.PARKED,
                                                Optional.empty(),
                                                0,
                                                List.of(reason)));
                    }
                });
    }

    private boolean begin(PollRun run, PollTask task) {
        store.platforms().lock(run.platform());
        return store.tasks().isStillMine(task);
    }

    private boolean keep(PollRun run, List<Candidate> chunk) {
        if (chunk.isEmpty()) {
            return true;
        }
        var changes = store.comparison().store(run, chunk.stream().map(Candidate::key).toList());
        if (changes.isEmpty()) {
            return true;
        }
        var changed = changes.stream().map(StoredChange::key).collect(Collectors.toSet());
        var kept = chunk.stream().filter(it -> changed.contains(it.key())).toList();
        keepAccesses(run, kept);
        keepLearnerNumbers(run, kept);
        int added =
                (int)
                        changes.stream()
                                .filter(it -> it.change() == StoredChange.Change.ADDED)
                                .count();
        store.runs().count(run.id(), added, changes.size() - added);
        messages.changes(run, changes);
        return true;
    }

    private void keepAccesses(PollRun run, List<Candidate> kept) {
        var accesses = new LinkedHashSet<Candidate.Access>();
        kept.forEach(candidate -> accesses.addAll(candidate.accesses()));
        store.courses().accessed(run.platform(), new ArrayList<>(accesses));
    }

    private void keepLearnerNumbers(PollRun run, List<Candidate> kept) {
        var numbers = new HashMap<SubjectId, String>();
        for (var candidate : kept) {
            candidate
                    .learnerNumber()
                    .ifPresent(number -> numbers.put(number.subject(), number.number()));
        }
        directory.learnerNumbers(run.platform(), numbers);
    }

    private boolean end(PollRun run, PollTask task, ReadPage page) {
        store.faults().addGaps(run, page.found().gaps());
        store.faults().addUnreadable(run, task, page.found().unreadable());
        store.tasks()
                .end(
                        task.id(),
                        new JdbcPollTasks.End(
                                PollTask.State.DONE,
                                Optional.of(page.outcome()),
                                page.rows(),
                                page.reasons()));
        page.next()
                .ifPresent(
                        part -> messages.tasks(run, List.of(store.tasks().insertNext(run, part))));
        if (page.isLast() && page.outcome() == Outcome.PAGE) {
            task.course()
                    .ifPresent(
                            course ->
                                    store.courses()
                                            .wasRead(
                                                    run,
                                                    course,
                                                    run.times()
                                                            .started()
                                                            .orElse(run.times().planned())));
        }
        if (page.outcome() == Outcome.REFUSED) {
            stopIfAllRefuse(run);
        }
        return true;
    }

    private void stopIfAllRefuse(PollRun run) {
        var tally = store.tasks().tally(run.id());
        if (tally.read() == 0 && tally.refused() >= REFUSALS) {
            store.tasks()
                    .cancelOutstanding(run.id(), "every course asked so far refused to answer");
        }
    }
}
