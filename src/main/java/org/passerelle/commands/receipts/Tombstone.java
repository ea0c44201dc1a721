package org.passerelle.commands.receipts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * What remains of an erased account: who it was is not in it, only whether somebody is the same.
 *
 * @param command the number of the command that erased
 * @param fingerprint of the site as it was
 * @param marks keyed hashes
 * @param endsOn no backup is older: the tombstone may go
 */
public record Tombstone(
        long command,
        OrganisationKey organisation,
        PlatformKey platform,
        SubjectId subject,
        String fingerprint,
        Marks marks,
        String scope,
        Instant erasedAt,
        LocalDate endsOn) {

    /**
     * Keyed hashes of what named the person, as hexadecimal digits; they tell nothing without the
     * key.
     */
    public record Marks(String user, Optional<String> learnerNumber, Optional<String> address) {
        static Marks of(byte[] user, Optional<byte[]> learnerNumber, Optional<byte[]> address) {
            var hex = HexFormat.of();
            return new Marks(
                    hex.formatHex(user),
                    learnerNumber.map(hex::formatHex),
                    address.map(hex::formatHex));
        }

        byte[] userBytes() {
            return HexFormat.of().parseHex(user);
        }

        Optional<byte[]> learnerNumberBytes() {
            return learnerNumber.map(HexFormat.of()::parseHex);
        }

        Optional<byte[]> addressBytes() {
            return address.map(HexFormat.of()::parseHex);
        }
    }

    /** The bytes for the second place. */
    public byte[] document() {
        var json =
                MessageCodec.json()
                        .createObjectNode()
                        .put("tombstone", command)
                        .put("organisation", organisation.value())
                        .put("platform", platform.value())
                        .put("subject", subject.toString())
                        .put("fingerprint", fingerprint)
                        .put("user", marks.user())
                        .put("scope", scope)
                        .put("erasedAt", erasedAt.toString())
                        .put("endsOn", endsOn.toString());
        marks.learnerNumber().ifPresent(hash -> json.put("learnerNumber", hash));
        marks.address().ifPresent(hash -> json.put("address", hash));
        return MessageCodec.encode(json);
    }

    /** Empty when the bytes are no tombstone. */
    public static Optional<Tombstone> of(byte[] document) {
        try {
            var json = MessageCodec.decode(document, JsonNode.class);
            return Optional.of(
                    new Tombstone(
                            json.path("tombstone").asLong(),
                            new OrganisationKey(json.path("organisation").asText()),
                            new PlatformKey(json.path("platform").asText()),
                            SubjectId.of(json.path("subject").asText()),
                            json.path("fingerprint").asText(),
                            new Marks(
                                    json.path("user").asText(),
                                    Optional.ofNullable(json.path("learnerNumber").textValue()),
                                    Optional.ofNullable(json.path("address").textValue())),
                            json.path("scope").asText(),
                            Instant.parse(json.path("erasedAt").asText()),
                            LocalDate.parse(json.path("endsOn").asText())));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
