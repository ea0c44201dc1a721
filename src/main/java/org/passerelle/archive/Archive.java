package org.passerelle.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.JournalEntry;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;

/**
 * Files, lists, opens and ends what lies in the archive.
 *
 * <p>Guarantee: nothing is opened unless the journal says who does it and why; a record ends with
 * its own key, and the erasure of the account does not end it. Source: UPR-41, UPR-43, LEG-01.
 */
public final class Archive {
    private static final int AT_ONCE = 200;

    private final ArchiveGround ground;
    private final SubjectKeys keys;

    public Archive(ArchiveGround ground, SubjectKeys keys) {
        this.ground = ground;
        this.keys = keys;
    }

    /**
     * One reading.
     *
     * @param reader the account's name
     * @param reference a code of the file it is for: {@code control-2027-11}; no name
     */
    public record Reading(String reader, Motive motive, String reference) {
        public Reading {
            if (!reference.matches("[a-z0-9][a-z0-9-]{0,63}")) {
                throw new IllegalArgumentException(
                        "the reference of a reading is a code such as control-2027-11, no name");
            }
        }
    }

    /** What a reading gives. */
    public sealed interface Opened {
        record Content(ArchiveRecord record, JsonNode content) implements Opened {
            @Override
            public String toString() {
                return "content of archive record " + record.number();
            }
        }

        /** Its time was over, or its key is gone. */
        record Gone(ArchiveRecord record) implements Opened {}
    }

    /** Joins the caller's transaction, or makes one. The content is sealed under its own key. */
    public void file(Filing filing, JsonNode content, String actor) {
        byte[] sealed =
                keys.seal(filing.subject(), filing.compartment(), MessageCodec.encode(content));
        ground.transactions()
                .within(
                        () -> {
                            ground.rows().put(filing, sealed, actor, ground.clock().instant());
                            ground.journal().append(filed(filing, actor));
                        });
    }

    private static JournalEntry filed(Filing filing, String actor) {
        return new JournalEntry(
                filing.organisation(),
                actor,
                "archive-filed",
                "reason " + filing.reason(),
                Optional.of(filing.subject()),
                "filed",
                Map.of(
                        "until", filing.until().toString(),
                        "rule", filing.rule(),
                        "course", filing.course().map(id -> "" + id.value()).orElse("all")));
    }

    /** A page of one organisation's, without any content. */
    public List<ArchiveRecord> list(OrganisationKey organisation, long after, int limit) {
        return ground.transactions().within(() -> ground.rows().after(organisation, after, limit));
    }

    public Optional<ArchiveRecord> find(long number) {
        return ground.transactions().within(() -> ground.rows().find(number));
    }

    /** Written down first, in a transaction of its own; then opened. */
    public Opened open(ArchiveRecord record, Reading reading) {
        ground.transactions()
                .within(
                        () ->
                                ground.journal()
                                        .append(
                                                new JournalEntry(
                                                        record.filing().organisation(),
                                                        reading.reader(),
                                                        "archive-read",
                                                        "archive-record " + record.number(),
                                                        Optional.of(record.filing().subject()),
                                                        reading.motive().key(),
                                                        Map.of("reference", reading.reference()))));
        if (record.destroyedAt().isPresent()) {
            return new Opened.Gone(record);
        }
        byte[] sealed = ground.transactions().within(() -> ground.rows().sealed(record.number()));
        return keys.open(record.filing().subject(), record.filing().compartment(), sealed)
                .<Opened>map(
                        bytes ->
                                new Opened.Content(
                                        record, MessageCodec.decode(bytes, JsonNode.class)))
                .orElseGet(() -> new Opened.Gone(record));
    }

    /**
     * Destroys the keys of records whose last day has passed. Repeatable.
     *
     * @return how many ended
     */
    public int end() {
        var today = LocalDate.ofInstant(ground.clock().instant(), ZoneOffset.UTC);
        var ended = ground.transactions().within(() -> ground.rows().ended(today, AT_ONCE));
        ended.forEach(this::destroy);
        return ended.size();
    }

    private void destroy(ArchiveRecord record) {
        ground.transactions()
                .within(
                        () ->
                                ground.journal()
                                        .append(
                                                new JournalEntry(
                                                        record.filing().organisation(),
                                                        "archive",
                                                        "archive-ended",
                                                        "archive-record " + record.number(),
                                                        Optional.of(record.filing().subject()),
                                                        "destroyed",
                                                        Map.of(
                                                                "until",
                                                                record.filing()
                                                                        .until()
                                                                        .toString()))));
        keys.destroy(record.filing().subject(), record.filing().compartment());
        ground.transactions()
                .within(() -> ground.rows().destroyed(record.number(), ground.clock().instant()));
    }
}
