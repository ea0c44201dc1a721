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
import org.passerelle.policy.Decision;
import org.passerelle.policy.RuleKey;

/**
 * Files, lists, opens and ends what lies in the archive.
 *
 * <p>Guarantee: nothing is opened unless the journal says who does it and why, and nothing is shown
 * that the pack does not let an archive reader see; that decision is kept. A record ends with its
 * own key, and the erasure of the account does not end it. Source: UPR-41, UPR-43, LEG-01.
 */
public final class Archive {
    private static final int AT_ONCE = 200;

    private final ArchiveGround ground;
    private final SubjectKeys keys;
    private final Readings readings;

    public Archive(ArchiveGround ground, SubjectKeys keys, ReadingRules rules) {
        this.ground = ground;
        this.keys = keys;
        this.readings = new Readings(rules);
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
        /**
         * @param content what the pack lets an archive reader see
         * @param decision its number
         * @param withheld fields that are not shown, each with the rule that says so
         */
        record Content(
                ArchiveRecord record,
                JsonNode content,
                long decision,
                Map<String, RuleKey> withheld)
                implements Opened {
            @Override
            public String toString() {
                return "content of archive record " + record.number();
            }
        }

        /** The pack says no. */
        record Denied(ArchiveRecord record, String reason) implements Opened {}

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

    /**
     * Written down first, in a transaction of its own; then opened, and shown as far as the pack
     * lets an archive reader with this motive see it.
     */
    public Opened open(ArchiveRecord record, Reading reading) {
        note(record, reading, "archive-read", Map.of("reference", reading.reference()));
        if (record.destroyedAt().isPresent()) {
            return new Opened.Gone(record);
        }
        byte[] sealed = ground.transactions().within(() -> ground.rows().sealed(record.number()));
        return keys.open(record.filing().subject(), record.filing().compartment(), sealed)
                .map(bytes -> shown(record, reading, MessageCodec.decode(bytes, JsonNode.class)))
                .orElseGet(() -> new Opened.Gone(record));
    }

    private Opened shown(ArchiveRecord record, Reading reading, JsonNode content) {
        return ground.transactions()
                .within(
                        () ->
                                readings.ask(record, reading, content, ground.clock().instant())
                                        .map(ruling -> shown(record, reading, content, ruling))
                                        .orElseGet(
                                                () ->
                                                        new Opened.Denied(
                                                                record,
                                                                "its organisation is not declared"
                                                                        + " any more")));
    }

    private Opened shown(
            ArchiveRecord record, Reading reading, JsonNode content, Readings.Ruling ruling) {
        return switch (ruling.answer()) {
            case Decision.Denied denied ->
                    denied(record, reading, denied.because() + ": " + denied.reason());
            case Decision.Uncovered uncovered -> denied(record, reading, uncovered.gap());
            case Decision.Permitted permitted -> content(record, content, ruling);
            case Decision.Reduced reduced -> content(record, content, ruling);
        };
    }

    private static Opened content(ArchiveRecord record, JsonNode content, Readings.Ruling ruling) {
        return new Opened.Content(
                record, Readings.only(content, ruling.shown()), ruling.number(), ruling.withheld());
    }

    private Opened denied(ArchiveRecord record, Reading reading, String reason) {
        note(record, reading, "archive-denied", Map.of("reference", reading.reference()));
        return new Opened.Denied(record, reason);
    }

    private void note(
            ArchiveRecord record, Reading reading, String action, Map<String, String> details) {
        ground.transactions()
                .within(
                        () ->
                                ground.journal()
                                        .append(
                                                new JournalEntry(
                                                        record.filing().organisation(),
                                                        reading.reader(),
                                                        action,
                                                        "archive-record " + record.number(),
                                                        Optional.of(record.filing().subject()),
                                                        reading.motive().key(),
                                                        details)));
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
