package org.passerelle.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.personaldata.OrganisationKey;

/**
 * What every message carries around its body. No identity is ever in it: subjects travel as
 * pseudonyms.
 *
 * @param id the business id: the same for every delivery, redelivery and replay of one happening
 * @param type kebab-case, one JSON Schema each: {@code records-changed}, {@code erase-account}
 * @param version of that schema
 * @param correlation groups what belongs together: a poll run, a command
 * @param cause the id of the message that led to this one
 */
public record Envelope(
        String id,
        String type,
        int version,
        OrganisationKey organisation,
        String correlation,
        Optional<String> cause,
        Instant at,
        JsonNode body) {}
