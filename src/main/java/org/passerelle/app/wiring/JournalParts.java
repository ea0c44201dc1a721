package org.passerelle.app.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Period;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.passerelle.api.AlertOperations;
import org.passerelle.api.EvidenceHealth;
import org.passerelle.api.JournalOperations;
import org.passerelle.api.Operation;
import org.passerelle.app.backing.DataFolderProblem;
import org.passerelle.app.backing.PrivateFiles;
import org.passerelle.app.settings.Settings;
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
import org.passerelle.keys.PublicKeys;
import org.passerelle.keys.SigningKey;
import org.passerelle.keys.SigningKeyFiles;

/** The chain over the journal, its second place, and the security alerts, put together. */
public final class JournalParts {
    private final SecurityAlerts alerts;
    private final JournalDesk desk;
    private final SegmentDesk segments;
    private final Forks forks;
    private final Evidence evidence;

    /** Who signs the evidence, who is believed, and where its second copy lies. */
    public record Evidence(SigningKey signing, PublicKeys keys, Path place) {}

    JournalParts(Ground ground) {
        var settings = ground.settings().journal();
        var data = ground.settings().folders().data();
        var files = signing(settings, data.resolve("keys"));
        var keys = files.readPublicKeys();
        var place = new SecondPlace(settings.secondPlace().orElse(data.resolve("evidence")));
        var chain =
                new ChainGround(
                        ground.transactions(),
                        new ChainTables(
                                new JdbcChain(ground.jdbi()),
                                new JdbcSegments(ground.jdbi()),
                                new JdbcCheckpoints(ground.jdbi())),
                        chainKey(settings, data.resolve("keys")),
                        ground.clock());
        alerts =
                new SecurityAlerts(
                        ground.transactions(),
                        new JdbcSecurityAlerts(ground.jdbi()),
                        ground.journal(),
                        ground.outbox(),
                        ground.clock());
        var sequencer =
                new Sequencer(chain, new Checkpoints(chain, files.signingKey()), ground.journal());
        var delivery = new CheckpointDelivery(chain, place);
        desk =
                new JournalDesk(
                        chain,
                        sequencer,
                        new JournalDesk.Outside(
                                delivery, new ChainVerification(chain, place, keys), place, data),
                        ground.journal(),
                        alerts);
        forks = new Forks(chain, place, files.signingKey(), desk, ground.journal());
        evidence = new Evidence(files.signingKey(), keys, place.folder());
        segments =
                new SegmentDesk(
                        chain,
                        sequencer,
                        delivery,
                        new SegmentExports(chain, place, keys),
                        ground.journal(),
                        Period.ofDays(Math.toIntExact(settings.kept().toDays())));
    }

    SecurityAlerts alerts() {
        return alerts;
    }

    JournalDesk desk() {
        return desk;
    }

    Forks forks() {
        return forks;
    }

    public Evidence evidence() {
        return evidence;
    }

    EvidenceHealth health() {
        return new EvidenceHealth(desk, alerts);
    }

    List<Operation> operations(HygieneCheck hygiene) {
        var all = new ArrayList<>(new JournalOperations(desk, segments, hygiene).all());
        all.addAll(new AlertOperations(alerts).all());
        return all;
    }

    public static SigningKeyFiles signing(Settings.Journal settings, Path folder) {
        var files =
                new SigningKeyFiles(
                        settings.signingKeyFile().orElse(folder.resolve("journal.signing")),
                        settings.publicKeys().orElse(folder.resolve("journal")));
        files.createIfAbsent();
        return files;
    }

    private static ChainKey chainKey(Settings.Journal settings, Path folder) {
        var file = settings.keyFile().orElse(folder.resolve("journal.key"));
        try {
            return new ChainKey(
                    HexFormat.of().parseHex(PrivateFiles.secrets(file, 1, 32).getFirst()));
        } catch (IOException | IllegalArgumentException e) {
            throw new DataFolderProblem(
                    "journal key file "
                            + file
                            + " cannot be used; expected 64 hexadecimal digits; without the right key"
                            + " the journal cannot be verified",
                    e);
        }
    }
}
