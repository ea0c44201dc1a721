package org.passerelle.disclosure.exports;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.disclosure.recipients.Registered;

/**
 * What a receipt of an export says; it names no subject, not even by a pseudonym.
 *
 * @param contentHash SHA-256 of the bytes that left, in hexadecimal
 * @param conditions obligations that bind whoever received it, by field
 */
record ExportReceipt(
        String type,
        long export,
        String organisation,
        Receiver recipient,
        String purpose,
        List<String> fields,
        long subjects,
        long records,
        String format,
        String contentHash,
        Map<String, List<String>> conditions,
        String pack,
        String askedBy,
        String approvedBy,
        Instant startedAt,
        Instant endedAt) {

    /** Who received it. */
    record Receiver(String key, String title, String role, String country, String reference) {
        static Receiver of(Registered recipient) {
            var terms = recipient.terms();
            return new Receiver(
                    recipient.key(),
                    terms.title(),
                    terms.role().value(),
                    terms.country(),
                    terms.reference());
        }
    }

    ExportReceipt {
        conditions = new TreeMap<>(conditions);
    }
}
