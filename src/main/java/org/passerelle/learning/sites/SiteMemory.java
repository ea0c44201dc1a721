package org.passerelle.learning.sites;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.keys.MasterKey;
import org.passerelle.learning.SiteIdentity;
import org.passerelle.personaldata.PlatformKey;

/**
 * What is remembered of the site that answered.
 *
 * @param serviceUser a keyed hash: the user id itself stays out of clear text
 */
record SiteMemory(String siteUrl, String serviceUser, String release, Map<Long, String> courses) {
    SiteMemory {
        courses = new TreeMap<>(courses);
    }

    static SiteMemory of(SiteIdentity identity, MasterKey master, PlatformKey platform) {
        var user =
                master.shortHash(
                        platform.value(), "service-user", Long.toString(identity.serviceUserId()));
        return new SiteMemory(
                identity.siteUrl(),
                HexFormat.of().formatHex(user),
                identity.release(),
                identity.courses());
    }
}
