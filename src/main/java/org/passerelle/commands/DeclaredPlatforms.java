package org.passerelle.commands;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.Organisation;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;

/** The organisations and platforms of this installation, found by key. */
public final class DeclaredPlatforms {
    private final Map<OrganisationKey, Organisation> organisations = new HashMap<>();
    private final Map<PlatformKey, Platform> platforms = new HashMap<>();

    public DeclaredPlatforms(Collection<Organisation> declared) {
        for (Organisation organisation : declared) {
            organisations.put(organisation.key(), organisation);
            organisation.platforms().forEach(platform -> platforms.put(platform.key(), platform));
        }
    }

    public Optional<Organisation> organisation(OrganisationKey key) {
        return Optional.ofNullable(organisations.get(key));
    }

    public Optional<Platform> platform(PlatformKey key) {
        return Optional.ofNullable(platforms.get(key));
    }

    /** The platform, if it is declared and belongs to that organisation. */
    public Optional<Platform> platform(OrganisationKey organisation, PlatformKey key) {
        return platform(key).filter(platform -> platform.organisation().equals(organisation));
    }
}
