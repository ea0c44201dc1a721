package org.passerelle.moodle.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClient;

/**
 * What a site says of itself and of the account that asks.
 *
 * @param version Moodle's build number, such as 2025100603
 * @param functions what the token's service offers
 */
public record SiteCard(
        String url,
        long serviceUser,
        String release,
        String version,
        Set<String> functions,
        boolean siteAdmin) {
    public static final String FUNCTION = "core_webservice_get_site_info";

    public SiteCard {
        functions = Set.copyOf(functions);
    }

    public static SiteCard of(MoodleClient client) {
        return of(client.call(FUNCTION, Arguments.none()));
    }

    /** Reads the answer of {@link #FUNCTION}; what is missing is empty. */
    public static SiteCard of(JsonNode answer) {
        Set<String> functions = new HashSet<>();
        answer.path("functions").forEach(function -> functions.add(function.path("name").asText()));
        return new SiteCard(
                answer.path("siteurl").asText(),
                answer.path("userid").asLong(),
                answer.path("release").asText(),
                answer.path("version").asText(),
                functions,
                answer.path("userissiteadmin").asBoolean());
    }
}
