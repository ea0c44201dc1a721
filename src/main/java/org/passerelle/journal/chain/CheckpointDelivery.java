package org.passerelle.journal.chain;

import java.util.List;
import java.util.OptionalLong;

/**
 * Carries signed checkpoints to the second place, after their commit.
 *
 * <p>Guarantee: at-least-once; the same file twice is one file.
 */
public final class CheckpointDelivery {
    private static final int AT_ONCE = 100;

    private final ChainGround ground;
    private final SecondPlace place;

    public CheckpointDelivery(ChainGround ground, SecondPlace place) {
        this.ground = ground;
        this.place = place;
    }

    /**
     * @return the first checkpoint whose number another one has at the second place: the store was
     *     restored, or somebody wrote a second history
     */
    public OptionalLong deliver() {
        var foreign = OptionalLong.empty();
        for (var waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
            for (SignedCheckpoint signed : waiting) {
                long number = signed.checkpoint().number();
                if (place.write(signed) == SecondPlace.Written.ANOTHER && foreign.isEmpty()) {
                    foreign = OptionalLong.of(number);
                }
                var now = ground.clock().instant();
                ground.transactions()
                        .within(() -> ground.tables().checkpoints().written(number, now));
            }
        }
        return foreign;
    }

    private List<SignedCheckpoint> waiting() {
        return ground.transactions().within(() -> ground.tables().checkpoints().unwritten(AT_ONCE));
    }
}
