package org.passerelle.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Period;
import java.util.List;
import org.passerelle.journal.alerts.JdbcSecurityAlerts;
import org.passerelle.journal.alerts.SecurityAlerts;
import org.passerelle.journal.chain.ChainGround;
import org.passerelle.journal.chain.ChainKey;
import org.passerelle.journal.chain.ChainTables;
import org.passerelle.journal.chain.ChainVerification;
import org.passerelle.journal.chain.CheckpointDelivery;
import org.passerelle.journal.chain.Checkpoints;
import org.passerelle.journal.chain.Forks;
import org.passerelle.journal.chain.JdbcChain;
import org.passerelle.journal.chain.JdbcCheckpoints;
import org.passerelle.journal.chain.JdbcSegments;
import org.passerelle.journal.chain.JournalDesk;
import org.passerelle.journal.chain.SecondPlace;
import org.passerelle.journal.chain.SegmentDesk;
import org.passerelle.journal.chain.SegmentExports;
import org.passerelle.journal.chain.Sequencer;
import org.passerelle.journal.hygiene.HygieneCheck;
import org.passerelle.journal.hygiene.JdbcTableTexts;
import org.passerelle.journal.hygiene.KnownPeople;
import org.passerelle.keys.PublicKeys;
import org.passerelle.keys.SigningKey;
import org.passerelle.keys.SigningKeyFiles;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.testing.TestStore;

/** Everything about the evidence on a real store, with its second place in a folder of its own. */
public final class EvidenceFixture {
    /** Where messages and evidence wait in the store; a journey's end is a good moment to look. */
    private static final List<String> PLACES =
            List.of(
                    "outbox_messages",
                    "failed_messages",
                    "failure_groups",
                    "commands",
                    "command_steps",
                    "receipts",
                    "journal_entries",
                    "security_alerts");

    public final SecurityAlerts alerts;
    public final JournalDesk desk;
    public final SegmentDesk segments;
    public final Forks forks;
    public final SigningKey signing;
    public final PublicKeys keys;
    private final TestStore store;

    public EvidenceFixture(TestStore store, Clock clock) {
        this.store = store;
        var folder = folder();
        var journal = new JdbcJournal(store.jdbi(), clock);
        var files = new SigningKeyFiles(folder.resolve("signing"), folder.resolve("public"));
        files.createIfAbsent();
        keys = files.readPublicKeys();
        signing = files.signingKey();
        var ground =
                new ChainGround(
                        store.transactions(),
                        new ChainTables(
                                new JdbcChain(store.jdbi()),
                                new JdbcSegments(store.jdbi()),
                                new JdbcCheckpoints(store.jdbi())),
                        new ChainKey(new byte[32]),
                        clock);
        var place = new SecondPlace(folder.resolve("second"));
        var delivery = new CheckpointDelivery(ground, place);
        var sequencer = new Sequencer(ground, new Checkpoints(ground, files.signingKey()), journal);
        alerts =
                new SecurityAlerts(
                        store.transactions(),
                        new JdbcSecurityAlerts(store.jdbi()),
                        journal,
                        new JdbcOutbox(store.jdbi(), clock),
                        clock);
        desk =
                new JournalDesk(
                        ground,
                        sequencer,
                        new JournalDesk.Outside(
                                delivery,
                                new ChainVerification(ground, place, keys),
                                place,
                                folder),
                        journal,
                        alerts);
        forks = new Forks(ground, place, signing, desk, journal);
        segments =
                new SegmentDesk(
                        ground,
                        sequencer,
                        delivery,
                        new SegmentExports(ground, place, keys),
                        journal,
                        Period.ofMonths(12));
    }

    /** Looks for these people wherever messages and evidence wait in the store. */
    public HygieneCheck hygiene(KnownPeople.Marks... people) {
        return new HygieneCheck(
                reader -> List.of(people).forEach(reader),
                PLACES.stream()
                        .map(table -> new JdbcTableTexts(store.jdbi(), table))
                        .map(org.passerelle.journal.hygiene.ScannedPlace.class::cast)
                        .toList(),
                alerts);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target")), "evidence-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
