package org.passerelle.learning.storing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.keys.SubjectKeys.Unsealed;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KnownKinds;
import org.passerelle.learning.records.HexKey;
import org.passerelle.learning.records.StoredChange;
import org.passerelle.learning.records.StoredChange.Change;
import org.passerelle.learning.runs.JdbcRunBooks;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.PollTask;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.SubjectId;

/**
 * Compares a batch of records with what is stored, by sets, and stores the difference: record,
 * accesses, event and the fact that the run saw it, in one transaction.
 *
 * <p>Guarantee: repeatable. What is stored differs no more, so an interrupted page that is read
 * again changes nothing twice. An attempt that was overtaken stores nothing. What is secret is
 * sealed before it is written, and only where something changed.
 */
final class RecordStoring {
    private final Storing with;
    private final JdbcRunBooks books;
    private final Storing.Tables tables;
    private final Page page;

    RecordStoring(Storing with, Page page) {
        this.with = with;
        this.books = with.books();
        this.tables = with.tables();
        this.page = page;
    }

    /** Whose records they are. */
    record Page(PollRun run, PollTask task, KindDescription kind, RecordPrints prints) {}

    enum Result {
        STORED,
        /** Every record came with an earlier page of the run. */
        REPEATED,
        /** Another attempt, or the end of the run, forbids to store. */
        OVERTAKEN
    }

    private record Differing(ReadRecord read, Change change, int version, boolean isNew) {
        SubjectId subjectOr(SubjectId nobody) {
            return read.record().subject().orElse(nobody);
        }
    }

    Result store(Map<HexKey, ReadRecord> batch) {
        return with.transactions()
                .within(
                        () -> {
                            books.lock().share(page.run().platform());
                            if (!books.tasks().isStillMine(page.task())) {
                                return Result.OVERTAKEN;
                            }
                            var thawed = thawed(batch);
                            if (thawed.isEmpty()) {
                                return Result.STORED;
                            }
                            var fresh = fresh(thawed);
                            if (fresh.isEmpty()) {
                                return Result.REPEATED;
                            }
                            compare(fresh);
                            return Result.STORED;
                        });
    }

    /** Of a restricted subject nothing new is stored, not even that it was seen. */
    private Map<HexKey, ReadRecord> thawed(Map<HexKey, ReadRecord> batch) {
        var frozen = tables.frozen().on(page.run().platform());
        if (frozen.isEmpty()) {
            return batch;
        }
        var rest = new LinkedHashMap<>(batch);
        rest.values()
                .removeIf(read -> read.record().subject().filter(frozen::contains).isPresent());
        return rest;
    }

    /**
     * A record that an earlier page brought already is that page's: offsets shift while we read.
     */
    private Map<HexKey, ReadRecord> fresh(Map<HexKey, ReadRecord> batch) {
        if (page.task().offset() == 0) {
            return batch;
        }
        var fresh = new LinkedHashMap<>(batch);
        fresh.keySet().removeAll(books.staging().seenBefore(page.task(), batch.keySet()));
        return fresh;
    }

    private void compare(Map<HexKey, ReadRecord> batch) {
        var known = tables.comparison().known(batch.keySet());
        var differing = new ArrayList<Differing>();
        var seenAgain = new ArrayList<HexKey>();
        for (var read : batch.values()) {
            var stored = known.get(read.key());
            if (stored == null) {
                differing.add(new Differing(read, Change.ADDED, 1, true));
            } else if (stored.gone()) {
                differing.add(new Differing(read, Change.ADDED, stored.version() + 1, false));
            } else if (!stored.content().equals(read.content())) {
                differing.add(new Differing(read, Change.CHANGED, stored.version() + 1, false));
            } else if (stored.missed()) {
                seenAgain.add(read.key());
            }
        }
        books.staging().put(page.task(), batch.keySet());
        tables.comparison().seenAgain(seenAgain);
        if (!differing.isEmpty()) {
            write(withoutErased(differing));
        }
    }

    private List<Differing> withoutErased(List<Differing> differing) {
        Set<SubjectId> subjects =
                differing.stream()
                        .flatMap(it -> it.read().record().subject().stream())
                        .collect(Collectors.toSet());
        var erased = tables.comparison().erased(subjects);
        return erased.isEmpty()
                ? differing
                : differing.stream()
                        .filter(it -> !erased.contains(it.subjectOr(PollTask.NOBODY)))
                        .toList();
    }

    private void write(List<Differing> differing) {
        var sealed = seal(differing);
        var added = new ArrayList<JdbcComparison.Row>();
        var changed = new ArrayList<JdbcComparison.Row>();
        var changes = new ArrayList<StoredChange>();
        for (var it : differing) {
            var secret = sealed.get(it.read().key());
            if (secret != null && secret.isEmpty()) {
                continue; // the key was destroyed a moment ago: the subject is being erased
            }
            var row = row(it.read(), secret == null ? Optional.empty() : secret);
            (it.isNew() ? added : changed).add(row);
            changes.add(change(it));
        }
        tables.comparison().insert(page.run(), added);
        tables.comparison().update(changed);
        keepAccesses(differing);
        keepLearnerNumbers(differing);
        with.messages().changes(page.run(), changes);
        // Last: from here on the other pages of this run wait for the commit.
        count(changes);
    }

    /** One read of the keys for the whole batch; an entry without value means a destroyed key. */
    private Map<HexKey, Optional<byte[]>> seal(List<Differing> differing) {
        var owners = new ArrayList<HexKey>();
        var clear = new ArrayList<Unsealed>();
        for (var it : differing) {
            page.prints()
                    .toSeal(it.read().record())
                    .ifPresent(
                            bytes -> {
                                owners.add(it.read().key());
                                clear.add(new Unsealed(it.subjectOr(PollTask.NOBODY), bytes));
                            });
        }
        var sealed = new HashMap<HexKey, Optional<byte[]>>();
        var results =
                clear.isEmpty()
                        ? List.<Optional<byte[]>>of()
                        : with.keys().subjects().sealEach(clear);
        for (int i = 0; i < results.size(); i++) {
            sealed.put(owners.get(i), results.get(i));
        }
        return sealed;
    }

    private JdbcComparison.Row row(ReadRecord read, Optional<byte[]> secret) {
        return new JdbcComparison.Row(
                read,
                RecordPrints.stored(read.record().key()),
                page.prints().clear(read.record()),
                secret);
    }

    private static StoredChange change(Differing it) {
        var record = it.read().record();
        return new StoredChange(
                it.read().key(), record.subject(), record.course(), it.version(), it.change());
    }

    private void keepAccesses(List<Differing> differing) {
        var accesses = new LinkedHashSet<SeenAccess>();
        differing.forEach(it -> accesses.addAll(SeenAccess.in(it.read().record(), page.kind())));
        tables.courses().accessed(page.run().platform(), accesses);
    }

    private void keepLearnerNumbers(List<Differing> differing) {
        var numbers = new HashMap<SubjectId, String>();
        for (var it : differing) {
            var record = it.read().record();
            if (record.subject().isPresent()
                    && record.fields().containsKey(KnownKinds.LEARNER_NUMBER)) {
                numbers.put(
                        record.subject().get(),
                        record.fields().get(KnownKinds.LEARNER_NUMBER)
                                        instanceof FieldValue.Text text
                                ? text.value()
                                : "");
            }
        }
        tables.directory().learnerNumbers(page.run().platform(), numbers);
    }

    private void count(List<StoredChange> changes) {
        int added =
                (int) changes.stream().filter(change -> change.change() == Change.ADDED).count();
        books.runs().count(page.run().id(), added, changes.size() - added);
    }
}
