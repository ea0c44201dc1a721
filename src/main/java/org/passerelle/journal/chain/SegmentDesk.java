package org.passerelle.journal.chain;

import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;

/**
 * What a person does with segments: export, read back, prune.
 *
 * <p>Guarantee: entries go only when their segment was exported and the file, read back at this
 * moment, is whole; the entry that says so is written in the same transaction. Source: algorithms
 * 5.8 step 6.
 */
public final class SegmentDesk {
    private final ChainGround ground;
    private final Sequencer sequencer;
    private final CheckpointDelivery delivery;
    private final SegmentExports exports;
    private final Journal journal;
    private final Period kept;

    /**
     * @param kept how long a segment stays on line after its end
     */
    public SegmentDesk(
            ChainGround ground,
            Sequencer sequencer,
            CheckpointDelivery delivery,
            SegmentExports exports,
            Journal journal,
            Period kept) {
        this.ground = ground;
        this.sequencer = sequencer;
        this.delivery = delivery;
        this.exports = exports;
        this.journal = journal;
        this.kept = kept;
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Done(Segment segment) implements Outcome {}

        /**
         * @param why and what to do
         */
        record Refused(String why) implements Outcome {}
    }

    /** Ascending. */
    public List<Segment> list() {
        return ground.transactions().within(() -> ground.tables().segments().all());
    }

    /** Writes a closed segment to the second place and reads it back. */
    public Outcome export(YearMonth month, String actor) {
        var segment = find(month);
        var objection = closed(month, segment).or(() -> pruned(segment));
        if (objection.isPresent()) {
            return new Outcome.Refused(objection.get());
        }
        delivery.deliver();
        var digest = exports.write(segment.orElseThrow());
        ground.transactions().within(() -> exported(month, digest, actor));
        var fault = exports.objection(find(month).orElseThrow());
        if (fault.isPresent()) {
            return new Outcome.Refused(
                    "segment " + month + ": " + fault.get() + "; see: passerelle journal verify");
        }
        ground.transactions()
                .within(() -> ground.tables().segments().verified(month, ground.clock().instant()));
        return new Outcome.Done(find(month).orElseThrow());
    }

    private void exported(YearMonth month, ChainHash digest, String actor) {
        ground.tables().segments().exported(month, digest, ground.clock().instant());
        journal.append(
                new JournalEntry(
                        Sequencer.EVERYBODYS,
                        actor,
                        "segment-exported",
                        "segment " + month,
                        Optional.empty(),
                        "done",
                        Map.of("digest", digest.toString())));
    }

    /** Removes the entries of an exported segment from the store. */
    public Outcome prune(YearMonth month, String actor) {
        var segment = find(month);
        var objection = closed(month, segment).or(() -> pruned(segment)).or(() -> young(month));
        if (objection.isEmpty() && segment.orElseThrow().life().verified().isEmpty()) {
            objection =
                    Optional.of(
                            "segment "
                                    + month
                                    + " was not exported; first: passerelle journal"
                                    + " export "
                                    + month);
        }
        if (objection.isEmpty()) {
            objection = earlier(month).or(() -> exports.objection(segment.orElseThrow()));
        }
        if (objection.isPresent()) {
            return new Outcome.Refused(objection.get());
        }
        ground.transactions().within(() -> prune(segment.orElseThrow(), actor));
        sequencer.chain();
        return new Outcome.Done(find(month).orElseThrow());
    }

    private void prune(Segment segment, String actor) {
        ground.tables().entries().awaitHead();
        journal.append(
                new JournalEntry(
                        Sequencer.EVERYBODYS,
                        actor,
                        PruneNote.ACTION,
                        "segment " + segment.month(),
                        Optional.empty(),
                        "done",
                        PruneNote.details(segment)));
        long gone = ground.tables().entries().prune(segment.first(), segment.last().orElseThrow());
        if (gone != segment.entries().orElseThrow()) {
            throw new IllegalStateException(
                    "segment "
                            + segment.month()
                            + " has "
                            + gone
                            + " entries in the store, other than in its export; nothing was pruned;"
                            + " see: passerelle journal verify");
        }
        ground.tables().segments().pruned(segment.month(), ground.clock().instant());
    }

    private Optional<Segment> find(YearMonth month) {
        return ground.transactions().within(() -> ground.tables().segments().find(month));
    }

    private static Optional<String> closed(YearMonth month, Optional<Segment> segment) {
        return segment.filter(it -> it.life().closed().isPresent()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "segment "
                                + month
                                + " is not closed; see: passerelle journal segments; a segment"
                                + " closes with the first entry of a later month");
    }

    private static Optional<String> pruned(Optional<Segment> segment) {
        return segment.flatMap(it -> it.life().pruned())
                .map(at -> "the segment was pruned already, on " + at);
    }

    private Optional<String> young(YearMonth month) {
        var today = ground.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
        var from = month.atEndOfMonth().plus(kept);
        return today.isAfter(from)
                ? Optional.empty()
                : Optional.of(
                        "segment "
                                + month
                                + " stays on line until "
                                + from
                                + " (setting journal.kept)");
    }

    private Optional<String> earlier(YearMonth month) {
        return list().stream()
                .filter(it -> it.month().isBefore(month) && it.life().pruned().isEmpty())
                .findFirst()
                .map(it -> "segment " + it.month() + " comes first: the oldest entries go first");
    }
}
