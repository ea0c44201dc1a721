package org.passerelle.commands;

/** The tables of what was done; see {@link JdbcCommandTables#receipts}. */
public record ReceiptTables(JdbcReceipts receipts, JdbcTombstones tombstones) {}
