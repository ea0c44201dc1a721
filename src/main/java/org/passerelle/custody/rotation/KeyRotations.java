package org.passerelle.custody.rotation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.keys.MasterVersion;
import org.passerelle.keys.Rotation;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Transactions;

/**
 * Rotations of the master key: prepared, begun, carried on and ended by persons.
 *
 * <p>Each act is in the journal before it happens. Repeatable: a rotation that was interrupted goes
 * on where it was. Source: UPR-37, UPR-39.
 */
public final class KeyRotations {
    /** The master key is nobody's organisation's own. */
    static final OrganisationKey EVERYBODYS = new OrganisationKey("all");

    private static final int AT_ONCE = 2_000;

    private final Rotation rotation;
    private final Transactions transactions;
    private final Journal journal;
    private final IntFunction<Optional<LocalDate>> neededUntil;

    /**
     * @param neededUntil the last day on which a backup of keys needs a version of the master key
     */
    public KeyRotations(
            Rotation rotation,
            Transactions transactions,
            Journal journal,
            IntFunction<Optional<LocalDate>> neededUntil) {
        this.neededUntil = neededUntil;
        this.rotation = rotation;
        this.transactions = transactions;
        this.journal = journal;
    }

    /** How an act ended. */
    public sealed interface Outcome {
        /** The next master key is in the file and wraps nothing yet. */
        record Prepared(int version) implements Outcome {}

        /**
         * @param rewrapped by this call
         */
        record Advanced(int version, int rewrapped, long remaining) implements Outcome {
            public boolean finished() {
                return remaining == 0;
            }
        }

        record Discarded(int version) implements Outcome {}

        /** One is under way already. */
        record UnderWay(int version) implements Outcome {}

        record NothingUnderWay() implements Outcome {}

        /** Only a version that wraps nothing may go. */
        record NotRetired(int version) implements Outcome {}

        /** A backup of the keys could not be opened without it. */
        record StillNeeded(int version, LocalDate until) implements Outcome {}
    }

    public List<MasterVersion> versions() {
        return rotation.versions();
    }

    public Outcome prepare(String actor) {
        var underWay = rotation.underWay();
        if (underWay.isPresent()) {
            return new Outcome.UnderWay(underWay.get());
        }
        tell(actor, "master-key-prepared", next());
        return new Outcome.Prepared(rotation.prepare());
    }

    /** Begins, and re-wraps the first keys. */
    public Outcome begin(String actor) {
        var underWay = rotation.underWay();
        if (underWay.isPresent()) {
            return new Outcome.UnderWay(underWay.get());
        }
        tell(actor, "master-key-rotation-begun", next());
        rotation.begin();
        return advance(actor);
    }

    /** Re-wraps the next keys; the last call ends the rotation. */
    public Outcome advance(String actor) {
        Optional<Integer> version = rotation.underWay();
        if (version.isEmpty()) {
            return new Outcome.NothingUnderWay();
        }
        var progress = rotation.advance(AT_ONCE);
        if (progress.finished()) {
            tell(actor, "master-key-rotation-ended", version.get());
        }
        return new Outcome.Advanced(version.get(), progress.rewrapped(), progress.remaining());
    }

    /** Takes a former master key out of the file: older backups of the keys die with it. */
    public Outcome discard(int version, String actor) {
        var retired =
                rotation.versions().stream()
                        .anyMatch(
                                known ->
                                        known.version() == version
                                                && known.state() == MasterVersion.State.RETIRED);
        if (!retired) {
            return new Outcome.NotRetired(version);
        }
        var needed = neededUntil.apply(version);
        if (needed.isPresent()) {
            return new Outcome.StillNeeded(version, needed.get());
        }
        tell(actor, "master-key-discarded", version);
        return rotation.discard(version)
                ? new Outcome.Discarded(version)
                : new Outcome.NotRetired(version);
    }

    private int next() {
        var last = rotation.versions().getLast();
        return last.state() == MasterVersion.State.PREPARED ? last.version() : last.version() + 1;
    }

    private void tell(String actor, String action, int version) {
        transactions.within(
                () ->
                        journal.append(
                                new JournalEntry(
                                        EVERYBODYS,
                                        actor,
                                        action,
                                        "master-key " + version,
                                        Optional.empty(),
                                        "done",
                                        Map.of())));
    }
}
