package org.passerelle.commands.outcomes;

import org.passerelle.personaldata.PlatformKey;

/**
 * Which site a platform key means today; kept in tombstones, since a platform may be moved or
 * restored.
 */
public interface SiteFingerprints {
    /** At most 100 characters; empty text when the site was never identified. */
    String of(PlatformKey platform);
}
