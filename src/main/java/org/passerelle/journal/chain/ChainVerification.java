package org.passerelle.journal.chain;

import java.util.function.Consumer;
import org.passerelle.keys.PublicKeys;

/**
 * Reads the whole journal and says whether it is intact and whether it is complete.
 *
 * <p>Memory: constant; entries stream past, a few thousand at a time. Repeatable: yes, it changes
 * nothing. Errors: of our own store, and {@link SecondPlaceAway}. Source: algorithms 5.8 step 5,
 * UPR-39.
 */
public final class ChainVerification {
    private final ChainGround ground;
    private final SecondPlace place;
    private final PublicKeys keys;

    public ChainVerification(ChainGround ground, SecondPlace place, PublicKeys keys) {
        this.ground = ground;
        this.place = place;
        this.keys = keys;
    }

    /** Up to where the chain reached when it was called; what is written meanwhile is left out. */
    public Verification verify() {
        return verify(passed -> {});
    }

    /**
     * @param progress hears of places that were passed, every ten thousand
     */
    public Verification verify(Consumer<Long> progress) {
        return new VerificationRun(ground, place, keys).run(progress);
    }
}
