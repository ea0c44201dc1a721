package org.passerelle.policy;

import org.passerelle.personaldata.OrganisationKey;

/** Which version of whose policy pack; every decision stores it (UPR-82). */
public record PackVersion(OrganisationKey organisation, String version) {
    @Override
    public String toString() {
        return organisation + "@" + version;
    }
}
