package org.passerelle.learning;

import java.util.List;
import org.passerelle.personaldata.Platform;

/**
 * Reads a platform.
 *
 * <p>Repeatable: yes, read only. Errors: a {@link org.passerelle.personaldata.TransientFailure} for
 * what may pass (network, maintenance, 5xx), a {@link org.passerelle.personaldata.PermanentFailure}
 * for what never will (a mapping that does not fit), a {@link WrongSetUp} for what a person must
 * mend. Guarantee: no value outside {@link ReadRequest#fields()} leaves the reader.
 */
public interface PlatformReader {
    /**
     * The kinds that the platform's tier and mapping files allow, in the order they must be polled.
     */
    List<KindDescription> kinds(Platform platform);

    /** Streams one page into the sink; a row is given before the next one is parsed. */
    ReadOutcome read(ReadRequest request, RecordSink sink);

    /** Who answers at this platform's address. */
    SiteIdentity identify(Platform platform);
}
