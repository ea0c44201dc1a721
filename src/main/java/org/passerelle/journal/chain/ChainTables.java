package org.passerelle.journal.chain;

/** The tables of the journal and of its chain. */
public record ChainTables(JdbcChain entries, JdbcSegments segments, JdbcCheckpoints checkpoints) {}
