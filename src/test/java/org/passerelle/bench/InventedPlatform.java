package org.passerelle.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.Organisation;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.Tier;

/** The one platform all benchmarks speak of. */
final class InventedPlatform {
    static final OrganisationKey ORGANISATION = new OrganisationKey("imp-formation");
    static final PlatformKey KEY = new PlatformKey("imp-moodle");

    private InventedPlatform() {}

    static Platform at(String baseUrl, Path readToken) {
        return new Platform(
                KEY,
                ORGANISATION,
                URI.create(baseUrl),
                "FR",
                Tier.CORE,
                readToken,
                Optional.empty(),
                Set.of("student"),
                Map.of(
                        "accesses", Duration.ofHours(1),
                        "enrolments", Duration.ofHours(1),
                        "users", Duration.ofHours(6),
                        "grades-full", Duration.ofHours(24),
                        "completion-full", Duration.ofHours(24)),
                Optional.empty(),
                List.of("learning-space"));
    }

    static Organisation organisation(Platform platform) {
        return new Organisation(
                ORGANISATION,
                "IMP Formation",
                "FR",
                Optional.of(new Organisation.Officer("Invented Person", "dpo@imp.example")),
                List.of(platform));
    }
}
