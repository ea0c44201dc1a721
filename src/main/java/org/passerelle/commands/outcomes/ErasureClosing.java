package org.passerelle.commands.outcomes;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.passerelle.commands.Command;
import org.passerelle.commands.Ground;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StoredStep;
import org.passerelle.commands.hands.Check;
import org.passerelle.commands.issuing.Issuer;
import org.passerelle.commands.ledger.VerificationNotes;
import org.passerelle.commands.receipts.Receipt;
import org.passerelle.commands.receipts.ReceiptTables;
import org.passerelle.commands.receipts.Receipts;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.SubjectKeys;

/**
 * What follows a finished erasure on our side: our own copies go, the tombstone is raised, the
 * receipt is signed, the key is destroyed.
 *
 * <p>Repeatable: rows go in the caller's transaction; the key, in another database, is destroyed
 * last and destroying it twice changes nothing.
 */
public final class ErasureClosing {
    private final Ground ground;
    private final ReceiptTables tables;
    private final Issuer issuer;
    private final SubjectKeys keys;
    private final List<OwnCopies> ownCopies;
    private final SiteFingerprints fingerprints;

    public ErasureClosing(
            Ground ground,
            ReceiptTables tables,
            Issuer issuer,
            SubjectKeys keys,
            List<OwnCopies> ownCopies,
            SiteFingerprints fingerprints) {
        this.ground = ground;
        this.tables = tables;
        this.issuer = issuer;
        this.keys = keys;
        this.ownCopies = List.copyOf(ownCopies);
        this.fingerprints = fingerprints;
    }

    void close(Command command, List<StoredStep> steps) {
        var now = ground.clock().instant();
        var proposal = command.proposal();
        var gone =
                ownCopies.stream()
                        .map(
                                copies ->
                                        new Receipt.Copies(
                                                copies.what(),
                                                copies.erase(
                                                        proposal.platform(), proposal.subject())))
                        .toList();
        var ends = today(now).plus(ground.settings().longestBackup());
        tables.tombstones().raise(command, fingerprints.of(proposal.platform()), now, ends);
        var receipt = receipt(command, steps, gone, now);
        tables.receipts()
                .write(command, receipt.level(), issuer.sign(Receipts.canonical(receipt)), now);
        keys.destroy(proposal.subject(), Compartment.LIVE);
    }

    private Receipt receipt(
            Command command, List<StoredStep> steps, List<Receipt.Copies> gone, Instant now) {
        var proposal = command.proposal();
        var verification = VerificationNotes.of(notes(steps, StepName.VERIFY));
        var scrub = notes(steps, StepName.SCRUB);
        return new Receipt(
                command.id().value(),
                proposal.organisation().value(),
                proposal.platform().value(),
                proposal.subject().toString(),
                proposal.rule().value(),
                proposal.clause(),
                proposal.pack().version(),
                command.approval().map(Command.Approval::by).orElse(""),
                command.approval().map(Command.Approval::at).orElse(now),
                notes(steps, StepName.VERIFY).getOrDefault("accepted-by", ""),
                verification.level().key(),
                steps.stream().map(step -> line(step, now)).toList(),
                verification.checks().stream().map(ErasureClosing::line).toList(),
                names(scrub.getOrDefault("compared", "")),
                names(scrub.getOrDefault("sent-not-readable", "")),
                verification.residues(),
                gone,
                now,
                today(now).plus(ground.settings().keyBackups()),
                today(now).plus(ground.settings().longestBackup()),
                now);
    }

    private static Receipt.Step line(StoredStep step, Instant now) {
        return new Receipt.Step(
                step.name().key(),
                step.state().key(),
                step.attempts(),
                step.settledAt().orElse(now));
    }

    private static Receipt.CheckLine line(Check check) {
        return new Receipt.CheckLine(
                check.name().key(), check.result().key(), check.name().proves(), check.detail());
    }

    private static Map<String, String> notes(List<StoredStep> steps, StepName name) {
        return steps.stream()
                .filter(step -> step.name() == name)
                .findFirst()
                .map(StoredStep::notes)
                .orElse(Map.of());
    }

    private static List<String> names(String joined) {
        return Arrays.stream(joined.split(",")).filter(name -> !name.isBlank()).sorted().toList();
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
