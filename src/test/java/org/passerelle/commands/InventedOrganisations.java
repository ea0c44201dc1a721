package org.passerelle.commands;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.Organisation;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.Tier;

/** One organisation with a data-protection officer and one without. */
public final class InventedOrganisations {
    public static final OrganisationKey IMP = new OrganisationKey("imp-formation");
    public static final OrganisationKey NO_DPO = new OrganisationKey("sans-dpo");
    public static final PlatformKey MOODLE = new PlatformKey("imp-moodle");
    public static final PlatformKey OTHER = new PlatformKey("autre-moodle");

    private InventedOrganisations() {}

    public static List<Organisation> with(Platform platform) {
        return List.of(organisation(platform), withoutOfficer());
    }

    public static Platform moodle() {
        return declared(MOODLE, IMP);
    }

    private static Platform declared(PlatformKey key, OrganisationKey organisation) {
        return new Platform(
                key,
                organisation,
                URI.create("https://moodle.imp.example"),
                "FR",
                Tier.CORE,
                Path.of("read"),
                Optional.of(Path.of("command")),
                Set.of("student"),
                Map.of(),
                Optional.of("CANARY-1"),
                List.of("learning-space"));
    }

    private static Organisation organisation(Platform platform) {
        var officer = new Organisation.Officer("Invented Person", "dpo@imp.example");
        return new Organisation(
                IMP, "IMP Formation", "FR", Optional.of(officer), List.of(platform));
    }

    private static Organisation withoutOfficer() {
        return new Organisation(
                NO_DPO, "Sans DPO", "FR", Optional.empty(), List.of(declared(OTHER, NO_DPO)));
    }
}
