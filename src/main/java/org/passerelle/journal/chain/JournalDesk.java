package org.passerelle.journal.chain;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.journal.alerts.Alert;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.journal.alerts.SecurityAlerts;

/**
 * The upkeep of the journal and what persons ask of it: chain, deliver, verify, checkpoint.
 *
 * <p>A verification that finds the journal broken raises an alert. Source: IMP-56, UPR-39.
 */
public final class JournalDesk {
    private final ChainGround ground;
    private final Sequencer sequencer;
    private final Outside outside;
    private final Journal journal;
    private final SecurityAlerts alerts;

    /**
     * What lies outside the store.
     *
     * @param data the data folder, for telling whether the second place is another disk
     */
    public record Outside(
            CheckpointDelivery delivery,
            ChainVerification verification,
            SecondPlace place,
            Path data) {}

    public JournalDesk(
            ChainGround ground,
            Sequencer sequencer,
            Outside outside,
            Journal journal,
            SecurityAlerts alerts) {
        this.ground = ground;
        this.sequencer = sequencer;
        this.outside = outside;
        this.journal = journal;
        this.alerts = alerts;
    }

    /** Called every half second or so, by every process that has the part. */
    public long chain() {
        return sequencer.chain();
    }

    /** Carries checkpoints to the second place; finding one of another history is an alert. */
    public void deliver() {
        outside.delivery()
                .deliver()
                .ifPresent(number -> alerts.raise(broken("checkpoint " + number, 1)));
    }

    /** Everything written so far is chained and looked at. */
    public Verification verify(String actor) {
        sequencer.chain();
        deliver();
        var verification = outside.verification().verify();
        ground.transactions().within(() -> tell(verification, actor));
        if (!verification.intact() || !verification.complete()) {
            var first = verification.faults().getFirst();
            alerts.raise(broken("place " + first.sequence(), verification.faultsInAll()));
        }
        return verification;
    }

    private void tell(Verification verification, String actor) {
        journal.append(
                new JournalEntry(
                        Sequencer.EVERYBODYS,
                        actor,
                        "journal-verified",
                        "place " + verification.extent().last(),
                        Optional.empty(),
                        verification.clean() ? "whole" : "faults",
                        Map.of(
                                "intact", Boolean.toString(verification.intact()),
                                "complete", Boolean.toString(verification.complete()),
                                "faults", Long.toString(verification.faultsInAll()))));
    }

    private static Alert broken(String where, long count) {
        return new Alert(AlertKind.BROKEN_CHAIN, Alert.EVERYBODYS, where, count);
    }

    /** Of everything so far, at the second place; empty when nothing came since the last one. */
    public Optional<Checkpoint> checkpoint() {
        var taken = sequencer.checkpoint();
        deliver();
        return taken;
    }

    public JournalState state() {
        var rows = ground.tables();
        return ground.transactions()
                .within(
                        () ->
                                new JournalState(
                                        rows.entries().readHead().sequence(),
                                        rows.entries().countWaiting(),
                                        rows.checkpoints().counts().waiting(),
                                        outside.place().folder().toString(),
                                        secondPlace()));
    }

    private JournalState.Second secondPlace() {
        try {
            return outside.place().sharesDiskWith(outside.data())
                    ? JournalState.Second.SAME_DISK
                    : JournalState.Second.APART;
        } catch (SecondPlaceAway e) {
            return JournalState.Second.AWAY;
        }
    }
}
