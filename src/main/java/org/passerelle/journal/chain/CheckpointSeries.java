package org.passerelle.journal.chain;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.passerelle.keys.PublicKeys;

/**
 * The checkpoints of one place, compared with the entries as they come by: signature, order, count,
 * Merkle root, head.
 */
final class CheckpointSeries {
    private final String where;
    private final Iterator<SignedCheckpoint> checkpoints;
    private final PublicKeys keys;
    private final Faults faults;
    private final Latest<Optional<SignedCheckpoint>> next = new Latest<>(Optional.empty());
    private final Latest<Optional<SignedCheckpoint>> passed = new Latest<>(Optional.empty());
    private final Latest<MerkleRoot> merkle = new Latest<>(new MerkleRoot());
    private final AtomicBoolean fromItsFirst = new AtomicBoolean();
    private final AtomicLong compared = new AtomicLong();
    private final AtomicLong expected = new AtomicLong();

    /**
     * @param where for messages: {@code the second place}
     * @param start the first place there are entries for; checkpoints before it are only read
     */
    CheckpointSeries(
            String where,
            Iterator<SignedCheckpoint> checkpoints,
            PublicKeys keys,
            Faults faults,
            long start) {
        this.where = where;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.faults = faults;
        advance();
        while (endsBefore(start)) {
            pass();
        }
    }

    void accept(ChainedEntry entry) {
        // A checkpoint whose last entry is gone ends at the next one that is there.
        while (endsBefore(entry.sequence())) {
            compare(ChainHash.NONE);
        }
        var ahead = next.get().map(SignedCheckpoint::checkpoint);
        if (ahead.filter(it -> it.first() == entry.sequence()).isPresent()) {
            merkle.set(new MerkleRoot());
            fromItsFirst.set(true);
        }
        merkle.get().add(entry.hash());
        if (ahead.filter(it -> it.last() == entry.sequence()).isPresent()) {
            compare(entry.hash());
        }
    }

    private boolean endsBefore(long sequence) {
        return next.get().filter(it -> it.checkpoint().last() < sequence).isPresent();
    }

    /** No more entries come; says what lies beyond them. */
    void end(long last) {
        if (next.get().isEmpty()) {
            return;
        }
        while (next.get().isPresent()) {
            pass();
        }
        long known = passed.get().map(it -> it.checkpoint().last()).orElse(0L);
        faults.add(
                Fault.Kind.TRUNCATED,
                last + 1,
                where
                        + " knows entries up to place "
                        + known
                        + ", the journal ends at "
                        + last
                        + ": its end was cut off, or an older backup was restored");
    }

    /** The digest of the last checkpoint that was passed. */
    ChainHash passedDigest() {
        return passed.get().map(SignedCheckpoint::digest).orElse(ChainHash.NONE);
    }

    long passedNumber() {
        return passed.get().map(it -> it.checkpoint().number()).orElse(0L);
    }

    long provedUpTo() {
        return passed.get().map(it -> it.checkpoint().last()).orElse(0L);
    }

    long compared() {
        return compared.get();
    }

    private void compare(ChainHash head) {
        var checkpoint = next.get().orElseThrow().checkpoint();
        boolean fits =
                checkpoint.root().equals(merkle.get().root())
                        && checkpoint.entries() == merkle.get().count()
                        && checkpoint.head().equals(head);
        // Without its first entry nothing can be compared; that one is missing is told already.
        if (fromItsFirst.get()
                && !fits
                && !faults.anyWithin(checkpoint.first(), checkpoint.last())) {
            faults.add(
                    Fault.Kind.FORKED,
                    checkpoint.first(),
                    "entries "
                            + checkpoint.first()
                            + " to "
                            + checkpoint.last()
                            + " are others than those that checkpoint "
                            + checkpoint.number()
                            + " of "
                            + where
                            + " was taken of: a backup was restored and went on, or a second history"
                            + " was written");
        }
        compared.incrementAndGet();
        pass();
    }

    private void pass() {
        passed.set(next.get());
        fromItsFirst.set(false);
        advance();
    }

    /** An altered checkpoint is told of and left out. */
    private void advance() {
        next.set(Optional.empty());
        while (next.get().isEmpty() && checkpoints.hasNext()) {
            var candidate = checkpoints.next();
            expected.incrementAndGet();
            if (!candidate.signed().isGenuine(keys)) {
                faults.add(
                        Fault.Kind.CHECKPOINT,
                        candidate.checkpoint().last(),
                        "checkpoint "
                                + candidate.checkpoint().number()
                                + " of "
                                + where
                                + " was not signed by a key of ours as it is now");
            } else {
                order(candidate);
                next.set(Optional.of(candidate));
            }
        }
    }

    private void order(SignedCheckpoint candidate) {
        if (candidate.checkpoint().number() != expected.get()) {
            faults.add(
                    Fault.Kind.CHECKPOINT,
                    candidate.checkpoint().first(),
                    "checkpoint " + expected.get() + " is missing at " + where);
        }
        expected.set(candidate.checkpoint().number());
    }
}
