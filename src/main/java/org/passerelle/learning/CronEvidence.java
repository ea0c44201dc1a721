package org.passerelle.learning;

import java.time.Instant;
import java.util.Optional;
import org.passerelle.personaldata.PlatformKey;

/**
 * What our own requests tell about a platform's background work, which no web service tells: a
 * request that was carried out proves it ran, one that waits for long suggests that it does not.
 */
public interface CronEvidence {
    Evidence of(PlatformKey platform);

    /**
     * @param lastCarriedOut when a request of ours was last found carried out
     * @param waitingSince since when the oldest approved request of ours waits
     */
    record Evidence(Optional<Instant> lastCarriedOut, Optional<Instant> waitingSince) {}
}
