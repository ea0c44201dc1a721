package org.passerelle.journal.chain;

import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.keys.SigningKey;

/**
 * Tells whether the second place knows more than the store, or something else, and lets an officer
 * accept that after a lawful restore.
 *
 * <p>Guarantee: the history that is left stays at the second place, untouched; the note is signed
 * and its digest is an entry of the chain that goes on. Source: algorithms 5.8, restored backup.
 */
public final class Forks {
    private final ChainGround ground;
    private final SecondPlace place;
    private final SigningKey signing;
    private final JournalDesk desk;
    private final Journal journal;

    public Forks(
            ChainGround ground,
            SecondPlace place,
            SigningKey signing,
            JournalDesk desk,
            Journal journal) {
        this.ground = ground;
        this.place = place;
        this.signing = signing;
        this.desk = desk;
        this.journal = journal;
    }

    /**
     * How the store and the second place stand to each other.
     *
     * @param beyond checkpoints the second place has beyond the store's last one
     * @param another the last checkpoint both have is another one there
     */
    public record Standing(long beyond, boolean another) {
        public boolean forked() {
            return beyond > 0 || another;
        }
    }

    /**
     * @throws SecondPlaceAway when it cannot be read
     */
    public Standing standing() {
        var stored = ground.transactions().within(() -> ground.tables().checkpoints().last());
        var numbers = place.numbers();
        long newest = numbers.isEmpty() ? 0 : numbers.getLast();
        long last = stored.map(it -> it.checkpoint().number()).orElse(0L);
        long common = Math.min(newest, last);
        boolean another =
                common > 0
                        && place.read(common)
                                .filter(there -> there.signed().file().equals(stored(common)))
                                .isEmpty();
        return new Standing(Math.max(0, newest - last), another);
    }

    private String stored(long number) {
        return ground
                .transactions()
                .within(() -> ground.tables().checkpoints().after(number - 1, 1))
                .signed()
                .stream()
                .findFirst()
                .map(found -> found.signed().file())
                .orElse("");
    }

    /**
     * Accepts that the journal goes on from what was restored.
     *
     * @param reason a code
     * @return false when there is no fork
     */
    public boolean accept(String actor, String reason) {
        var standing = standing();
        if (!standing.forked()) {
            return false;
        }
        var note =
                ForkNote.sign(
                        new ForkNote.Content(
                                place.forks() + 1,
                                ground.transactions()
                                        .within(() -> ground.tables().entries().readHead()),
                                place.numbers().getLast(),
                                actor,
                                ground.clock().instant()),
                        signing);
        ground.transactions()
                .within(
                        () -> {
                            journal.append(entry(note, actor, reason));
                            ground.tables().checkpoints().unwriteAll();
                        });
        place.write(note);
        desk.chain();
        desk.checkpoint();
        return true;
    }

    private static JournalEntry entry(ForkNote note, String actor, String reason) {
        return new JournalEntry(
                Sequencer.EVERYBODYS,
                actor,
                ForkNote.ACTION,
                "fork " + note.number(),
                Optional.empty(),
                "accepted",
                Map.of(
                        ForkNote.DIGEST,
                        note.signed().digest().toString(),
                        "place",
                        Long.toString(note.place()),
                        "reason",
                        reason));
    }
}
