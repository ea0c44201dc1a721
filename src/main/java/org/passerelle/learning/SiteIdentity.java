package org.passerelle.learning;

import java.util.Map;
import java.util.Set;

/**
 * What tells one site from another when there is no site id.
 *
 * @param courses of the 20 lowest course ids, each with the short hash of (id, shortname)
 * @param functions the web-service functions the read token may call
 */
public record SiteIdentity(
        String siteUrl,
        long serviceUserId,
        String release,
        Map<Long, String> courses,
        Set<String> functions) {
    public SiteIdentity {
        courses = Map.copyOf(courses);
        functions = Set.copyOf(functions);
    }
}
