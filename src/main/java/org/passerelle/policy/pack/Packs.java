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

/**
 * The organisations, their platforms and their packs, as one folder declares them. Immutable, but
 * for signatures: those count as soon as they are given.
 */
public final class Packs {
    private final Declared declared;
    private final Map<PlatformKey, Platform> platforms;
    private final List<Finding> findings;

    /** What each organisation's folder gave. */
    record Declared(
            Map<OrganisationKey, Organisation> organisations,
            Map<OrganisationKey, Pack> packs,
            Map<OrganisationKey, RunningSignature> signatures) {
        Declared {
            organisations = Map.copyOf(organisations);
            packs = Map.copyOf(packs);
            signatures = Map.copyOf(signatures);
        }
    }

    Packs(Declared declared, Map<PlatformKey, Platform> platforms, List<Finding> findings) {
        this.declared = declared;
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
        return load(configFolder, Circumstances.NONE);
    }

    /**
     * As {@link #load(Path)}, and the findings tell what these circumstances make of the files.
     *
     * @throws PacksUnusable with every file, line and cure at once
     */
    public static Packs load(Path configFolder, Circumstances circumstances) {
        var findings = new Findings();
        var packs = new Folders(configFolder, circumstances, findings).read();
        if (!findings.usable()) {
            throw new PacksUnusable(findings.invalid());
        }
        return packs;
    }

    public Collection<Organisation> organisations() {
        return declared.organisations().values().stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
    }

    public Collection<Platform> platforms() {
        return platforms.values().stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
    }

    public Optional<Organisation> organisation(OrganisationKey key) {
        return Optional.ofNullable(declared.organisations().get(key));
    }

    public Optional<Platform> platform(PlatformKey key) {
        return Optional.ofNullable(platforms.get(key));
    }

    /**
     * @throws IllegalArgumentException for an organisation that is not declared
     */
    public Pack pack(OrganisationKey key) {
        var pack = declared.packs().get(key);
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

    /** Whether the organisation's officer has signed the pack as it stands; erasing needs it. */
    public Signature signature(OrganisationKey key) {
        return Optional.ofNullable(declared.signatures().get(key))
                .map(RunningSignature::now)
                .orElseGet(() -> new Signature.Unsigned("the organisation is not declared"));
    }

    /**
     * Of the files that one pack was read from; what its signature is about.
     *
     * @throws IllegalArgumentException for an organisation that is not declared
     */
    public String digest(OrganisationKey key) {
        return Optional.ofNullable(declared.signatures().get(key))
                .map(RunningSignature::digest)
                .orElseThrow(
                        () -> new IllegalArgumentException("no pack of " + key + " is declared"));
    }

    /** What does not stop the start: purposes switched off, and rows worth a look. */
    public List<Finding> findings() {
        return findings;
    }
}
