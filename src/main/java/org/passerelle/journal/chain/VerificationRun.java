package org.passerelle.journal.chain;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.passerelle.keys.PublicKeys;

/** One verification: made for one reading of the journal. */
final class VerificationRun {
    private static final int CHECKPOINTS_AT_ONCE = 500;
    private static final int PROGRESS_EVERY = 10_000;

    private final ChainGround ground;
    private final SecondPlace place;
    private final Faults faults = new Faults();
    private final List<Long> numbers;
    private final long given;
    private final Optional<JdbcChain.Extent> extent;
    private final ChainHead head;
    private final ChainHead beginning;
    private final ChainWalk walk;
    private final CheckpointSeries store;
    private final CheckpointSeries second;
    private final List<PruneNote> prunes = new ArrayList<>();
    private final List<String> toldForks = new ArrayList<>();
    private final PublicKeys keys;

    /** Reads the ends. Checkpoints before entries: nothing newer may count as missing. */
    VerificationRun(ChainGround ground, SecondPlace place, PublicKeys keys) {
        this.ground = ground;
        this.place = place;
        this.keys = keys;
        var tables = ground.tables();
        numbers = place.numbers();
        given = tables.checkpoints().counts().written();
        long newest = tables.checkpoints().last().map(it -> it.checkpoint().number()).orElse(0L);
        extent = tables.entries().extent();
        head = tables.entries().readHead();
        beginning = beginning(tables.segments().all());
        long start = beginning.sequence() + 1;
        walk = new ChainWalk(ground.key(), faults, start, beginning.hash());
        store = new CheckpointSeries("the store", stored(newest), keys, faults, start);
        second = new CheckpointSeries("the second place", fromSecond(), keys, faults, start);
    }

    Verification run(Consumer<Long> progress) {
        long start = extent.map(JdbcChain.Extent::first).orElse(1L);
        long last = Math.max(head.sequence(), extent.map(JdbcChain.Extent::last).orElse(0L));
        ground.tables().entries().read(start, last, entry -> accept(entry, progress));
        judgeEnd();
        judgeBeginning();
        store.end(walk.sequence());
        second.end(walk.sequence());
        judgeSecondPlace();
        judgeForks(start);
        return Verification.of(faults, seen(start));
    }

    private void accept(ChainedEntry entry, Consumer<Long> progress) {
        walk.accept(entry);
        judgeOpening(entry);
        PruneNote.in(entry).ifPresent(prunes::add);
        if (entry.text().action().equals(ForkNote.ACTION)) {
            entry.text().detail(ForkNote.DIGEST).ifPresent(toldForks::add);
        }
        store.accept(entry);
        second.accept(entry);
        if (entry.sequence() % PROGRESS_EVERY == 0) {
            progress.accept(entry.sequence());
        }
    }

    private Verification.Extent seen(long start) {
        return new Verification.Extent(
                walk.entries(),
                walk.entries() == 0 ? 0 : start,
                walk.sequence(),
                second.compared(),
                Math.min(second.provedUpTo(), walk.sequence()),
                ground.tables().entries().countWaiting());
    }

    /** What is left begins after the last segment that was pruned. */
    private static ChainHead beginning(List<Segment> segments) {
        return segments.stream()
                .filter(segment -> segment.life().pruned().isPresent())
                .reduce((earlier, later) -> later)
                .map(
                        segment ->
                                new ChainHead(
                                        segment.last().orElse(0L),
                                        segment.head().orElse(ChainHash.NONE),
                                        Optional.empty()))
                .orElse(new ChainHead(0, ChainHash.NONE, Optional.empty()));
    }

    /** The table of segments says what was pruned; an entry of the chain must say it too. */
    private void judgeBeginning() {
        boolean told =
                beginning.sequence() == 0
                        || prunes.contains(new PruneNote(beginning.sequence(), beginning.hash()));
        if (!told) {
            faults.add(
                    Fault.Kind.REMOVED,
                    1,
                    "entries 1 to "
                            + beginning.sequence()
                            + " are missing and no entry says that they were pruned");
        }
    }

    private void judgeOpening(ChainedEntry entry) {
        if (!entry.text().action().equals(Sequencer.SEGMENT_OPENED)) {
            return;
        }
        boolean follows =
                entry.text()
                        .detail(Sequencer.PREVIOUS_DIGEST)
                        .filter(store.passedDigest().toString()::equals)
                        .isPresent();
        if (!follows) {
            faults.add(
                    Fault.Kind.CHECKPOINT,
                    entry.sequence(),
                    "the segment that opens here follows another checkpoint than the one the store"
                            + " has before it");
        }
    }

    private void judgeEnd() {
        if (!head.isGenuine(ground.key())) {
            faults.add(
                    Fault.Kind.TRUNCATED,
                    head.sequence() + 1,
                    "the record of where the chain ends was altered: nobody can say what followed");
        } else if (walk.sequence() < head.sequence()) {
            faults.add(
                    Fault.Kind.TRUNCATED,
                    walk.sequence() + 1,
                    "the chain ends at place "
                            + head.sequence()
                            + ", the journal at "
                            + walk.sequence()
                            + ": its end was cut off");
        } else if (walk.sequence() > head.sequence()) {
            faults.add(
                    Fault.Kind.FORKED,
                    head.sequence() + 1,
                    "entries stand beyond the end of the chain");
        }
    }

    private void judgeSecondPlace() {
        if (numbers.size() < given) {
            faults.add(
                    Fault.Kind.CHECKPOINT,
                    0,
                    "the second place "
                            + place.folder()
                            + " has "
                            + numbers.size()
                            + " of the "
                            + given
                            + " checkpoints it was given");
        }
    }

    /** Who may write to the second place could open a folder of his own there. */
    private void judgeForks(long start) {
        for (int number = 1; number <= place.forks(); number++) {
            var note = place.fork(number).filter(it -> it.signed().isGenuine(keys));
            boolean accepted =
                    note.filter(
                                    it ->
                                            it.place() < start - 1
                                                    || toldForks.contains(
                                                            it.signed().digest().toString()))
                            .isPresent();
            if (!accepted) {
                faults.add(
                        Fault.Kind.FORKED,
                        note.map(ForkNote::place).orElse(0L),
                        "fork "
                                + number
                                + " of the second place was accepted by nobody: its note is not signed"
                                + " by a key of ours, or no entry tells of it");
            }
        }
    }

    private Iterator<SignedCheckpoint> stored(long upTo) {
        var rows = ground.tables().checkpoints();
        return Stream.iterate(
                        rows.after(0, CHECKPOINTS_AT_ONCE),
                        page -> !page.signed().isEmpty(),
                        page -> rows.after(page.lastNumber(), CHECKPOINTS_AT_ONCE))
                .flatMap(page -> page.signed().stream())
                .filter(signed -> signed.checkpoint().number() <= upTo)
                .iterator();
    }

    private Iterator<SignedCheckpoint> fromSecond() {
        return numbers.stream().flatMap(number -> fromSecond(number).stream()).iterator();
    }

    private Optional<SignedCheckpoint> fromSecond(long number) {
        var found = place.read(number);
        if (found.isEmpty()) {
            faults.add(
                    Fault.Kind.CHECKPOINT,
                    0,
                    "checkpoint " + number + " of the second place cannot be read as one");
        }
        return found;
    }
}
