package org.passerelle.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.personaldata.OrganisationKey;

class MessageCodecTest {
    private static final Envelope ENVELOPE =
            new Envelope(
                    "run-3",
                    "run-ended",
                    1,
                    new OrganisationKey("imp-formation"),
                    "run-3",
                    Optional.empty(),
                    Instant.parse("2026-03-09T10:15:30Z"),
                    MessageCodec.json().createObjectNode().put("rows", 7));

    @Test
    void an_envelope_is_the_same_after_the_journey() {
        byte[] bytes = MessageCodec.encode(ENVELOPE);

        assertThat(MessageCodec.decode(bytes, Envelope.class)).isEqualTo(ENVELOPE);
        assertThat(new String(bytes, UTF_8)).contains("\"organisation\":\"imp-formation\"");
    }

    @Test
    void an_ill_formed_organisation_key_is_an_unreadable_message_that_quotes_nothing() {
        var bytes =
                new String(MessageCodec.encode(ENVELOPE), UTF_8)
                        .replace("imp-formation", "Zoé Exemple")
                        .getBytes(UTF_8);

        assertThatThrownBy(() -> MessageCodec.decode(bytes, Envelope.class))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageNotContaining("Zo");
    }
}
