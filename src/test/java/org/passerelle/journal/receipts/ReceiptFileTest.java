package org.passerelle.journal.receipts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.keys.PublicKeys;
import org.passerelle.keys.SigningKeyFiles;
import org.passerelle.messages.MessageCodec;

class ReceiptFileTest {
    @TempDir Path folder;
    private PublicKeys keys;
    private byte[] file;

    @BeforeEach
    void sign() {
        var files = new SigningKeyFiles(folder.resolve("signing"), folder.resolve("public"));
        files.createIfAbsent();
        keys = files.readPublicKeys();
        file =
                ReceiptFile.sign(
                        Map.of(
                                "kind", "restriction",
                                "subject", "00112233445566778899aabbccddeeff",
                                "clause", "Droit à la limitation, « article 18 »",
                                "checks", List.of(Map.of("check", "frozen", "attempts", 2)),
                                "closedAt", "2026-03-09T10:15:30Z"),
                        files.signingKey());
    }

    @Test
    void a_receipt_is_confirmed_by_the_public_key_alone() {
        assertThat(ReceiptFile.objection(file, keys)).isEmpty();
    }

    @Test
    void a_receipt_altered_in_any_one_byte_is_refused() {
        for (int at = 0; at < file.length; at++) {
            for (int bit : new int[] {1, 2, 32}) {
                var altered = file.clone();
                altered[at] ^= (byte) bit;

                assertThat(ReceiptFile.objection(altered, keys))
                        .as("byte %d of %s", at, new String(altered, UTF_8))
                        .isPresent();
            }
        }
    }

    /** The last letter of a signature carries two bits; four more are behind its end. */
    @Test
    void bits_behind_the_end_of_the_signature_count_too() {
        var text = new String(file, UTF_8);
        int last = text.indexOf("==\"") - 1;
        var altered =
                text.substring(0, last) + (char) (text.charAt(last) + 1) + text.substring(last + 1);

        assertThat(ReceiptFile.objection(altered.getBytes(UTF_8), keys)).hasValue("altered");
    }

    @Test
    void spaces_a_person_added_for_reading_do_not_matter() throws Exception {
        var json = MessageCodec.json();
        var pretty = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(json.readTree(file));

        assertThat(ReceiptFile.objection(pretty, keys)).isEmpty();
    }

    @Test
    void a_receipt_of_another_organisation_is_of_an_unknown_key() {
        var others = new SigningKeyFiles(folder.resolve("s2"), folder.resolve("p2"));
        others.createIfAbsent();

        assertThat(ReceiptFile.objection(file, others.readPublicKeys())).hasValue("unknown-key");
    }

    @Test
    void what_is_no_receipt_is_told_so() {
        for (var text : new String[] {"", "{}", "noise", "[]", "null", "{\"receipt\":{}}"}) {
            assertThat(ReceiptFile.objection(text.getBytes(UTF_8), keys)).hasValue("not-a-receipt");
        }
    }
}
