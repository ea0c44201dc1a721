package org.passerelle.policy.pack;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.Organisation;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.policy.Pack;

/** The organisations, their platforms and their packs, as one folder declares them. Immutable. */
public final class Packs {
    private final Map<OrganisationKey, Organisation> organisations;
    private final Map<OrganisationKey, Pack> packs;
    private final Map<PlatformKey, Platform> platforms;
    private final List<Finding> findings;

    Packs(
            Map<OrganisationKey, Organisation> organisations,
            Map<OrganisationKey, Pack> packs,
            Map<PlatformKey, Platform> platforms,
            List<Finding> findings) {
        this.organisations = Map.copyOf(organisations);
        this.packs = Map.copyOf(packs);
        this.platforms = Map.copyOf(platforms);
        this.findings = List.copyOf(findings);
    }

    /**
     * Reads everything under {@code organisations} of the configuration folder.
     *
     * @param configFolder holds {@code organisations} and {@code schemas}
     * @throws PacksUnusable with every file, line and cure at once
     */
    public static Packs load(Path configFolder) {
        var findings = new Findings();
        var packs = new Folders(configFolder, findings).read();
        if (!findings.usable()) {
            throw new PacksUnusable(findings.invalid());
        }
        return packs;
    }

    public Collection<Organisation> organisations() {
        return organisations.values().stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
    }

    public Collection<Platform> platforms() {
        return platforms.values().stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
    }

    public Optional<Organisation> organisation(OrganisationKey key) {
        return Optional.ofNullable(organisations.get(key));
    }

    public Optional<Platform> platform(PlatformKey key) {
        return Optional.ofNullable(platforms.get(key));
    }

    /**
     * @throws IllegalArgumentException for an organisation that is not declared
     */
    public Pack pack(OrganisationKey key) {
        var pack = packs.get(key);
        if (pack == null) {
            throw new IllegalArgumentException(
                    "organisation " + key + " is not declared under config/organisations");
        }
        return pack;
    }

    /** The pack of the organisation a platform belongs to. */
    public Optional<Pack> packOf(PlatformKey platform) {
        return platform(platform).map(found -> pack(found.organisation()));
    }

    /** What does not stop the start: purposes switched off, and rows worth a look. */
    public List<Finding> findings() {
        return findings;
    }
}
