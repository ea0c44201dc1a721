package org.passerelle.learning;

import java.time.Duration;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.TransientFailure;

/** Every slot of a platform stayed busy; the work is done again later. */
public final class NoSlotFree extends TransientFailure {
    public NoSlotFree(PlatformKey platform, Duration waited) {
        super(
                "platform "
                        + platform
                        + ": no request slot became free within "
                        + waited.toSeconds()
                        + " s; the work is done again, or raise the number of slots if the platform can bear it",
                null);
    }
}
