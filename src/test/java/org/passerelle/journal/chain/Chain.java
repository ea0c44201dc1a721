package org.passerelle.journal.chain;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.keys.PublicKeys;
import org.passerelle.keys.SigningKeyFiles;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/** A journal on a real store with a second place in a folder, empty at first. */
final class Chain {
    static final OrganisationKey IMP = new OrganisationKey("imp-formation");

    final SettableClock clock = new SettableClock("2026-03-09T10:15:30.123456Z");
    final TestStore store;
    final SecondPlace place;
    final ChainGround ground;
    final JdbcJournal journal;
    final Sequencer sequencer;
    final CheckpointDelivery delivery;
    final SegmentDesk segments;
    final PublicKeys keys;

    Chain(TestStore store, Path folder) {
        this(store, folder, new SecondPlace(folder.resolve("second")));
        empty();
    }

    private Chain(TestStore store, Path folder, SecondPlace place) {
        this.store = store;
        this.place = place;
        var files = new SigningKeyFiles(folder.resolve("signing"), folder.resolve("public"));
        files.createIfAbsent();
        keys = files.readPublicKeys();
        var tables =
                new ChainTables(
                        new JdbcChain(store.jdbi()),
                        new JdbcSegments(store.jdbi()),
                        new JdbcCheckpoints(store.jdbi()));
        ground = new ChainGround(store.transactions(), tables, new ChainKey(new byte[32]), clock);
        journal = new JdbcJournal(store.jdbi(), clock);
        sequencer = new Sequencer(ground, new Checkpoints(ground, files.signingKey()), journal);
        delivery = new CheckpointDelivery(ground, place);
        segments =
                new SegmentDesk(
                        ground,
                        sequencer,
                        delivery,
                        new SegmentExports(ground, place, keys),
                        journal,
                        Period.ofMonths(12));
    }

    /** A second sequencer over the same store, as another process has one. */
    Chain another(Path folder) {
        return new Chain(store, folder, place);
    }

    private void empty() {
        store.empty("journal_entries", "journal_segments", "journal_checkpoints");
        execute(
                "UPDATE journal_head SET sequence = 0, entry_hash = REPEAT(CHAR(0), 32), seal = NULL");
    }

    /** Entries a second apart, each in a transaction of its own, and chained. */
    Chain with(int entries) {
        write(entries);
        sequencer.chain();
        delivery.deliver();
        return this;
    }

    void write(int entries) {
        for (int i = 0; i < entries; i++) {
            clock.advance(Duration.ofSeconds(1));
            store.transactions().within(() -> journal.append(entry(clock.instant().toString())));
        }
    }

    static JournalEntry entry(String about) {
        return new JournalEntry(
                IMP,
                "executor",
                "command-step-begun",
                "command 4711",
                Optional.of(new SubjectId(7, 11)),
                "begun",
                Map.of("step", "lock", "about", about));
    }

    /** Takes a checkpoint of everything and carries it to the second place. */
    Chain checkpointed() {
        sequencer.checkpoint();
        delivery.deliver();
        return this;
    }

    Verification verify() {
        return new ChainVerification(ground, place, keys).verify();
    }

    void execute(String sql) {
        store.jdbi().useHandle(handle -> handle.execute(sql));
    }

    long number(String sql) {
        return store.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
