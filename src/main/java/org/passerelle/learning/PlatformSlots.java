package org.passerelle.learning;

import java.time.Duration;
import org.passerelle.personaldata.PlatformKey;

/**
 * How many requests may be under way at one platform, counted over all processes: the students'
 * site comes first.
 *
 * <p>Guarantee: a lease that is not closed (the process died) is free again when its time is over.
 */
public interface PlatformSlots {
    /**
     * Waits for a free slot.
     *
     * <p>Errors: a {@link org.passerelle.personaldata.TransientFailure} when none came free in
     * time.
     *
     * @param holdAtMost after this time the slot is free again even if nobody closed the lease
     */
    Lease acquire(PlatformKey platform, Duration holdAtMost);

    /** One request's place. Closing twice does nothing. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }
}
