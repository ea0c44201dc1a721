package org.passerelle.custody.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.passerelle.messages.MessageCodec;

/**
 * The first line of a backup; it is signed together with the digest of the rest.
 *
 * @param expiresOn of keys: the last day on which it is accepted
 */
public record BackupHeader(BackupKind kind, Instant madeAt, Optional<LocalDate> expiresOn) {
    static final String MARK = "-- passerelle-backup ";
    private static final int FORMAT = 1;

    String text() {
        var json =
                MessageCodec.json()
                        .createObjectNode()
                        .put("format", FORMAT)
                        .put("kind", kind.key())
                        .put("madeAt", madeAt.toString());
        expiresOn.ifPresent(day -> json.put("expiresOn", day.toString()));
        return json.toString();
    }

    /** Empty when the line is no header that we know. */
    static Optional<BackupHeader> of(String text) {
        try {
            var json = MessageCodec.decode(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
            if (json.path("format").asInt() != FORMAT) {
                return Optional.empty();
            }
            return BackupKind.of(json.path("kind").asText())
                    .map(
                            kind ->
                                    new BackupHeader(
                                            kind,
                                            Instant.parse(json.path("madeAt").asText()),
                                            Optional.ofNullable(json.path("expiresOn").textValue())
                                                    .map(LocalDate::parse)));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
