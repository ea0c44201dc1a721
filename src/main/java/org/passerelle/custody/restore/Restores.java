package org.passerelle.custody.restore;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.outcomes.OwnCopies;
import org.passerelle.commands.receipts.JdbcTombstones;
import org.passerelle.commands.receipts.Tombstone;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.journal.chain.Forks;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Transactions;

/**
 * Finds out that our store was restored, and erases again what was erased since the backup.
 *
 * <p>Guarantee: each replayed erasure is an entry of the journal before it happens; rows first, the
 * key last, so that a crash leaves work and no survivor. Source: DESIGN 7, UPR-39, algorithms 5.5.
 */
public final class Restores {
    private static final OrganisationKey EVERYBODYS = new OrganisationKey("all");

    private final Ground ground;
    private final TombstoneCopies copies;
    private final Forks forks;
    private final SubjectKeys keys;
    private final List<OwnCopies> ownCopies;

    /** What it stands on in the store. */
    public record Ground(
            Transactions transactions,
            Journal journal,
            JdbcRestores restores,
            JdbcTombstones tombstones,
            Clock clock) {}

    public Restores(
            Ground ground,
            TombstoneCopies copies,
            Forks forks,
            SubjectKeys keys,
            List<OwnCopies> ownCopies) {
        this.ground = ground;
        this.copies = copies;
        this.forks = forks;
        this.keys = keys;
        this.ownCopies = List.copyOf(ownCopies);
    }

    public RestoreState check() {
        var found = missing();
        return new RestoreState(
                ground.transactions().within(() -> ground.restores().open()),
                found.missing().size(),
                found.strange(),
                forks.standing());
    }

    /**
     * Erases again whoever was erased since the backup, and ends the restore. Repeatable.
     *
     * @return how many erasures were replayed
     */
    public int replay(String actor) {
        var missing = missing().missing();
        missing.forEach(tombstone -> replay(tombstone, actor));
        ground.transactions()
                .within(
                        () -> {
                            ground.journal()
                                    .append(
                                            entry(
                                                    actor,
                                                    "restore-replayed",
                                                    "tombstones " + missing.size()));
                            ground.restores().finish(actor, ground.clock().instant());
                        });
        return missing.size();
    }

    /**
     * Accepts that the journal goes on from the backup.
     *
     * @return false when the second place knows nothing else
     */
    public boolean acceptFork(String actor, String reason) {
        return forks.accept(actor, reason);
    }

    private void replay(Tombstone tombstone, String actor) {
        ground.transactions()
                .within(
                        () ->
                                ground.journal()
                                        .append(
                                                new JournalEntry(
                                                        tombstone.organisation(),
                                                        actor,
                                                        "tombstone-replayed",
                                                        "command " + tombstone.command(),
                                                        Optional.of(tombstone.subject()),
                                                        "begun",
                                                        Map.of(
                                                                "erased-at",
                                                                tombstone.erasedAt().toString()))));
        // The key before the row that says it is done: a crash in between repeats both.
        ground.transactions()
                .within(
                        () ->
                                ownCopies.forEach(
                                        own ->
                                                own.erase(
                                                        tombstone.platform(),
                                                        tombstone.subject())));
        keys.destroy(tombstone.subject(), Compartment.LIVE);
        ground.transactions()
                .within(() -> ground.tombstones().restore(tombstone, ground.clock().instant()));
    }

    private TombstoneCopies.Found missing() {
        return copies.missing(
                tombstone ->
                        ground.transactions().within(() -> ground.tombstones().has(tombstone)));
    }

    private static JournalEntry entry(String actor, String action, String object) {
        return new JournalEntry(
                EVERYBODYS, actor, action, object, Optional.empty(), "done", Map.of());
    }
}
