package org.passerelle.journal.chain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;

/**
 * What an entry says, as its row holds it.
 *
 * @param micros since 1970, UTC
 * @param subject a pseudonym, or empty text
 * @param details JSON
 */
record EntryText(
        long micros,
        String organisation,
        String actor,
        String action,
        String object,
        String subject,
        String outcome,
        String details) {
    private static final JsonFactory JSON = MessageCodec.json().getFactory();

    Instant at() {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }

    /**
     * The bytes that are hashed, at this place of the chain.
     *
     * <p>Shape: one JSON object in a fixed order, {@code details} last and as stored: two rows that
     * differ have different bytes. Source: algorithms 5.8, steps 1 and 2.
     */
    byte[] canonical(long sequence, ChainHash previous) {
        var bytes = new ByteArrayOutputStream(512);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("sequence", sequence);
            json.writeStringField("previous", previous.toString());
            json.writeStringField("at", at().toString());
            json.writeStringField("organisation", organisation);
            json.writeStringField("actor", actor);
            json.writeStringField("action", action);
            json.writeStringField("object", object);
            json.writeStringField("subject", subject);
            json.writeStringField("outcome", outcome);
            json.writeFieldName("details");
            json.writeRawValue(details);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** One of the details; empty when there is none or they are no JSON any more. */
    Optional<String> detail(String key) {
        try {
            var bytes = details.getBytes(StandardCharsets.UTF_8);
            var value = MessageCodec.decode(bytes, JsonNode.class).path(key);
            return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
        } catch (UnreadableMessage e) {
            return Optional.empty();
        }
    }
}
