package org.passerelle.learning;

import java.util.Map;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;

/** The platforms that the organisations declare. */
public record KnownPlatforms(Map<PlatformKey, Platform> byKey) {
    public KnownPlatforms {
        byKey = Map.copyOf(byKey);
    }

    /**
     * @throws UnknownPlatform when no organisation declares it any more
     */
    public Platform of(PlatformKey key) {
        var platform = byKey.get(key);
        if (platform == null) {
            throw new UnknownPlatform(key, byKey);
        }
        return platform;
    }

    /** A platform that no {@code organisation.yaml} declares. */
    public static final class UnknownPlatform extends PermanentFailure {
        private static final long serialVersionUID = 1;

        UnknownPlatform(PlatformKey key, Map<PlatformKey, Platform> known) {
            super(
                    "platform "
                            + key
                            + " is declared by no organisation; expected one of "
                            + known.keySet()
                            + "; see platforms: in config/organisations/*/organisation.yaml",
                    null);
        }
    }
}
