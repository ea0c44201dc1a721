package org.passerelle.custody.restore;

import java.time.Clock;
import java.util.List;
import org.passerelle.commands.receipts.JdbcTombstones;
import org.passerelle.commands.receipts.Tombstone;
import org.passerelle.personaldata.Transactions;

/**
 * Carries tombstones to the second place of the evidence, after their commit.
 *
 * <p>Guarantee: at-least-once; the same file twice is one file.
 */
public final class TombstoneDelivery {
    private static final int AT_ONCE = 100;

    private final Transactions transactions;
    private final JdbcTombstones rows;
    private final TombstoneCopies copies;
    private final Clock clock;

    public TombstoneDelivery(
            Transactions transactions, JdbcTombstones rows, TombstoneCopies copies, Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.copies = copies;
        this.clock = clock;
    }

    public void deliver() {
        for (var waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
            for (Tombstone tombstone : waiting) {
                copies.write(tombstone);
                transactions.within(() -> rows.written(tombstone, clock.instant()));
            }
        }
    }

    private List<Tombstone> waiting() {
        return transactions.within(() -> rows.unwritten(AT_ONCE));
    }
}
