package org.passerelle.app.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.api.Operation;
import org.passerelle.api.Owners;
import org.passerelle.api.RectificationOperations;
import org.passerelle.api.UnenrolmentOperations;
import org.passerelle.app.settings.Settings;
import org.passerelle.commands.CommandSettings;
import org.passerelle.commands.DeclaredPlatforms;
import org.passerelle.commands.ProposalWatch;
import org.passerelle.commands.Recheck;
import org.passerelle.commands.desk.AskedCommands;
import org.passerelle.commands.desk.CommandDesk;
import org.passerelle.commands.desk.ProposalSheet;
import org.passerelle.commands.desk.RectificationDesk;
import org.passerelle.commands.desk.Rectifications;
import org.passerelle.commands.desk.UnenrolmentDesk;
import org.passerelle.commands.exchange.CommandKeys;
import org.passerelle.commands.hands.PlatformHands;
import org.passerelle.commands.issuing.Issuer;
import org.passerelle.commands.issuing.Resigner;
import org.passerelle.commands.issuing.Upkeep;
import org.passerelle.commands.ledger.CommandCounts;
import org.passerelle.commands.ledger.CommandTables;
import org.passerelle.commands.ledger.JdbcCommandTables;
import org.passerelle.commands.ledger.SealedValues;
import org.passerelle.commands.outcomes.ErasureClosing;
import org.passerelle.commands.outcomes.Outcomes;
import org.passerelle.commands.outcomes.OwnCopies;
import org.passerelle.commands.outcomes.SiteFingerprints;
import org.passerelle.commands.receipts.JdbcReceiptTables;
import org.passerelle.commands.receipts.ReceiptTables;
import org.passerelle.commands.receipts.Receipts;
import org.passerelle.commands.steps.CommandRun;
import org.passerelle.commands.steps.Executor;
import org.passerelle.commands.steps.StepActs;
import org.passerelle.commands.steps.StepGate;
import org.passerelle.failures.ReplayPorts;
import org.passerelle.learning.RolesSeen;

/** The duty {@code commands}, put together. */
public final class CommandParts {
    private final Ground ground;
    private final org.passerelle.commands.Ground own;
    private final CommandTables tables;
    private final ReceiptTables receiptTables;
    private final DeclaredPlatforms declared;
    private final Issuer issuer;
    private final Path verificationKeys;
    private final ProposalWatch watch;

    /** What commands need from other duties. */
    record Others(
            Recheck recheck,
            RolesSeen roles,
            PlatformHands hands,
            List<OwnCopies> ownCopies,
            SiteFingerprints fingerprints) {}

    /**
     * @param watch keeps what was decided when a command was proposed
     */
    CommandParts(Ground ground, DeclaredPlatforms declared, ProposalWatch watch) {
        this.ground = ground;
        this.watch = watch;
        this.declared = declared;
        this.own =
                new org.passerelle.commands.Ground(
                        ground.transactions(),
                        ground.journal(),
                        ground.outbox(),
                        ground.clock(),
                        settings(ground.settings().commands()));
        this.tables = JdbcCommandTables.commands(ground.jdbi());
        if (ground.settings().embedsStore()) {
            tables.locks().freeAll(ground.clock().instant());
        }
        this.receiptTables = JdbcReceiptTables.receipts(ground.jdbi());
        var folder = ground.settings().folders().data().resolve("keys");
        var commands = ground.settings().commands();
        var signingKey = commands.signingKeyFile().orElse(folder.resolve("commands.signing"));
        this.verificationKeys = commands.verificationKeys().orElse(folder.resolve("commands"));
        // A process that was given no signing key makes one that nobody believes.
        CommandKeys.createIfAbsent(
                signingKey,
                commands.signingKeyFile().isPresent()
                        ? verificationKeys
                        : folder.resolve("commands"));
        this.issuer = new Issuer(own, tables, CommandKeys.signer(signingKey), ground.random());
    }

    /**
     * For a process that executes commands; others need none.
     *
     * @throws org.passerelle.keys.UnusableSigningKey if they cannot be read
     */
    public void requireVerificationKeys() {
        CommandKeys.verifier(verificationKeys).read();
    }

    ProposalSheet sheet() {
        return new ProposalSheet(own, tables, declared, issuer, watch);
    }

    Rectifications rectifications() {
        return new Rectifications(
                own, sheet(), new SealedValues(own, tables, ground.subjectKeys(), ground.master()));
    }

    /** Doors for what a person asks for by hand, where no rule made it due. */
    List<Operation> broughtIn(AskedCommands.Accounts accounts, Owners owners) {
        var asked = new AskedCommands(declared, accounts, ground.clock());
        var rectifications = new RectificationDesk(rectifications(), asked);
        var unenrolments = new UnenrolmentDesk(ground.transactions(), sheet(), asked);
        return Stream.concat(
                        new RectificationOperations(rectifications, owners).all().stream(),
                        new UnenrolmentOperations(unenrolments, owners).all().stream())
                .toList();
    }

    CommandDesk desk(Recheck recheck) {
        return new CommandDesk(own, tables, declared, issuer, sheet(), recheck);
    }

    Executor executor(Others others) {
        var values = new SealedValues(own, tables, ground.subjectKeys(), ground.master());
        var gate = new StepGate(own, tables, others.recheck(), others.roles());
        var acts = new StepActs(own, tables, others.hands(), values);
        return new Executor(
                own,
                declared,
                CommandKeys.verifier(verificationKeys),
                new CommandRun(own, tables, gate, acts));
    }

    Outcomes outcomes(Others others) {
        var closing =
                new ErasureClosing(
                        own,
                        receiptTables,
                        issuer,
                        ground.subjectKeys(),
                        others.ownCopies(),
                        others.fingerprints());
        return new Outcomes(own, tables, ground.processed(), issuer, closing);
    }

    Upkeep upkeep() {
        return new Upkeep(own, tables, issuer);
    }

    /** Signs failed commands anew, for their replay. */
    ReplayPorts.Resigning resigner() {
        return new Resigner(tables, issuer)::resign;
    }

    CommandCounts counts() {
        return new CommandCounts(tables);
    }

    public Receipts receipts() {
        return new Receipts(own, receiptTables);
    }

    private static CommandSettings settings(Settings.Commands commands) {
        return new CommandSettings(
                commands.expiry(),
                commands.lease(),
                commands.patience(),
                commands.erasuresPerDay(),
                days(commands.keyBackupsKept()),
                days(commands.dataBackupsKept()));
    }

    private static Period days(Duration duration) {
        return Period.ofDays(Math.toIntExact(duration.toDays()));
    }
}
