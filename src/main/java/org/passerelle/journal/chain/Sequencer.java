package org.passerelle.journal.chain;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.OrganisationKey;

/**
 * Gives committed entries their places in the chain.
 *
 * <p>Guarantee: one at a time over all processes, by the lock on {@code journal_head}; a batch, its
 * checkpoints and a new segment are one transaction, so a crash leaves entries waiting and nothing
 * half chained. Order: that of writing, as far as it was committed. Source: DESIGN 7, algorithms
 * 5.8.
 */
public final class Sequencer {
    static final OrganisationKey EVERYBODYS = new OrganisationKey("all");
    static final String ACTOR = "sequencer";
    static final String SEGMENT_OPENED = "segment-opened";
    static final String PREVIOUS_DIGEST = "previous-checkpoint-digest";
    private static final int BATCH = 1000;

    private final ChainGround ground;
    private final Checkpoints checkpoints;
    private final Journal journal;

    public Sequencer(ChainGround ground, Checkpoints checkpoints, Journal journal) {
        this.ground = ground;
        this.checkpoints = checkpoints;
        this.journal = journal;
    }

    /**
     * Chains what waits; another process that is at it is left alone.
     *
     * @return how many entries got a place
     */
    public long chain() {
        long chained = 0;
        for (int batch = BATCH; batch >= BATCH; ) {
            batch = ground.transactions().within(this::batch);
            chained += batch;
        }
        return chained;
    }

    /** As {@link #chain}, and takes a checkpoint of all of it if anything came since the last. */
    public Optional<Checkpoint> checkpoint() {
        chain();
        return ground.transactions()
                .within(() -> checkpoints.takeRest(ground.tables().entries().awaitHead()));
    }

    private int batch() {
        var head = ground.tables().entries().lockHead();
        if (head.isEmpty()) {
            return 0;
        }
        var now = ground.clock().instant();
        var waiting = new ArrayList<WaitingEntry>();
        var candidates = ground.tables().entries().waiting(BATCH);
        if (!candidates.isEmpty()) {
            openSegment(head.get(), now).ifPresent(waiting::add);
            waiting.addAll(candidates);
        }
        var end = place(waiting, head.get());
        checkpoints.takeDue(end, now);
        return candidates.size();
    }

    private ChainHead place(List<WaitingEntry> waiting, ChainHead head) {
        if (waiting.isEmpty()) {
            return head;
        }
        var places = new ArrayList<ChainedEntry>(waiting.size());
        long sequence = head.sequence();
        var previous = head.hash();
        for (WaitingEntry entry : waiting) {
            var chained = entry.chained(++sequence, previous, ground.key());
            previous = chained.hash();
            places.add(chained);
        }
        ground.tables().entries().place(waiting, places);
        var end = ChainHead.sealed(sequence, previous, ground.key());
        ground.tables().entries().moveHead(end);
        return end;
    }

    /**
     * The first entry of a month says which checkpoint came before. A clock that went back to an
     * earlier month opens nothing.
     */
    private Optional<WaitingEntry> openSegment(ChainHead head, Instant now) {
        var month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        var open = ground.tables().segments().open();
        if (open.filter(segment -> !month.isAfter(segment.month())).isPresent()) {
            return Optional.empty();
        }
        if (open.isPresent()) {
            checkpoints.takeRest(head);
            ground.tables().segments().close(open.get().month(), head, now);
        }
        ground.tables().segments().open(month, head.sequence() + 1, now);
        journal.append(opening(month));
        return Optional.of(ground.tables().entries().justAppended());
    }

    private JournalEntry opening(YearMonth month) {
        var last = ground.tables().checkpoints().last();
        return new JournalEntry(
                EVERYBODYS,
                ACTOR,
                SEGMENT_OPENED,
                "segment " + month,
                Optional.empty(),
                "opened",
                Map.of(
                        "previous-checkpoint",
                        "" + last.map(it -> it.checkpoint().number()).orElse(0L),
                        PREVIOUS_DIGEST,
                        last.map(SignedCheckpoint::digest).orElse(ChainHash.NONE).toString()));
    }
}
