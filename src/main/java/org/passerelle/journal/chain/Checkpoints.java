package org.passerelle.journal.chain;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.passerelle.keys.SigningKey;

/**
 * Signs what the chain is, every thousand entries or each day, within the sequencer's transaction.
 */
public final class Checkpoints {
    static final int ENTRIES = 1000;
    private static final Duration DAY = Duration.ofDays(1);

    private final ChainGround ground;
    private final SigningKey signing;

    public Checkpoints(ChainGround ground, SigningKey signing) {
        this.ground = ground;
        this.signing = signing;
    }

    void takeDue(ChainHead head, Instant now) {
        var last = ground.tables().checkpoints().last();
        long begun = last.map(it -> it.checkpoint().last()).orElse(0L);
        while (head.sequence() - begun >= ENTRIES) {
            last = Optional.of(take(last, begun + 1, begun + ENTRIES));
            begun += ENTRIES;
        }
        if (head.sequence() > begun && isOld(last, now)) {
            take(last, begun + 1, head.sequence());
        }
    }

    /** Of everything since the last one; empty when nothing came. */
    Optional<Checkpoint> takeRest(ChainHead head) {
        var last = ground.tables().checkpoints().last();
        long begun = last.map(it -> it.checkpoint().last()).orElse(0L);
        return head.sequence() > begun
                ? Optional.of(take(last, begun + 1, head.sequence()).checkpoint())
                : Optional.empty();
    }

    /** Before the first checkpoint the age is that of the segment. */
    private boolean isOld(Optional<SignedCheckpoint> last, Instant now) {
        var since =
                last.map(it -> it.checkpoint().at())
                        .or(() -> ground.tables().segments().open().map(it -> it.life().opened()));
        return since.filter(at -> !now.isBefore(at.plus(DAY))).isPresent();
    }

    private SignedCheckpoint take(Optional<SignedCheckpoint> last, long from, long to) {
        var now = ground.clock().instant();
        var merkle = ground.tables().entries().merkle(from, to);
        var checkpoint =
                new Checkpoint(
                        last.map(it -> it.checkpoint().number()).orElse(0L) + 1,
                        ground.tables()
                                .segments()
                                .open()
                                .map(Segment::month)
                                .orElse(YearMonth.from(now.atOffset(ZoneOffset.UTC)))
                                .toString(),
                        from,
                        to,
                        merkle.count(),
                        merkle.root(),
                        ground.tables().entries().hashAt(to).orElse(ChainHash.NONE),
                        now,
                        last.map(SignedCheckpoint::digest).orElse(ChainHash.NONE));
        var signed = SignedCheckpoint.sign(checkpoint, signing);
        ground.tables().checkpoints().add(signed);
        return signed;
    }
}
