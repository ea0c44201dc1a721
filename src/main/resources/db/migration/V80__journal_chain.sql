-- The chain over journal_entries. A single sequencer writes these, under the lock of journal_head.
CREATE TABLE journal_head (
    id TINYINT NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL COMMENT 'of the last chained entry; 0 before the first',
    entry_hash BINARY(32) NOT NULL,
    seal BINARY(32) NULL COMMENT 'keyed hash of the two: a shorter journal needs the key to look whole'
);
INSERT INTO journal_head (id, sequence, entry_hash) VALUES (1, 0, REPEAT(CHAR(0), 32));

CREATE TABLE journal_segments (
    segment CHAR(7) NOT NULL PRIMARY KEY COMMENT 'the month in which its entries were chained, 2026-03',
    first_sequence BIGINT NOT NULL,
    last_sequence BIGINT NULL COMMENT 'null while open',
    head_hash BINARY(32) NULL COMMENT 'of its last entry',
    opened_at DATETIME(6) NOT NULL,
    closed_at DATETIME(6) NULL,
    exported_at DATETIME(6) NULL,
    export_digest BINARY(32) NULL COMMENT 'SHA-256 of the exported file',
    verified_at DATETIME(6) NULL COMMENT 'when the exported file was read back and found whole',
    pruned_at DATETIME(6) NULL
);

CREATE TABLE journal_checkpoints (
    number BIGINT NOT NULL PRIMARY KEY,
    last_sequence BIGINT NOT NULL,
    document BLOB NOT NULL COMMENT 'the signed bytes: range, count, Merkle root, head, digest of the checkpoint before',
    key_id CHAR(16) NOT NULL,
    signature BINARY(64) NOT NULL,
    taken_at DATETIME(6) NOT NULL,
    written_at DATETIME(6) NULL COMMENT 'when the second place had it',
    UNIQUE KEY journal_checkpoints_by_sequence (last_sequence),
    KEY journal_checkpoints_unwritten (written_at, number)
);
