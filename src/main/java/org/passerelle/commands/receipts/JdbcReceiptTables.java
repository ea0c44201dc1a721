package org.passerelle.commands.receipts;

import org.jdbi.v3.core.Jdbi;

/** Opens the tables of this duty on one store. */
public final class JdbcReceiptTables {
    private JdbcReceiptTables() {}

    public static ReceiptTables receipts(Jdbi jdbi) {
        return new ReceiptTables(new JdbcReceipts(jdbi), new JdbcTombstones(jdbi));
    }
}
