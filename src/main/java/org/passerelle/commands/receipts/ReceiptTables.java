package org.passerelle.commands.receipts;

/** The tables of what was done; see {@link JdbcReceiptTables#receipts}. */
public record ReceiptTables(JdbcReceipts receipts, JdbcTombstones tombstones) {}
