-- A database of its own with credentials of its own; never in the data backup.
CREATE TABLE subject_keys (
    subject_id BINARY(16) NOT NULL,
    compartment VARCHAR(120) NOT NULL,
    wrapped_key VARBINARY(100) NULL COMMENT 'NULL once destroyed',
    created_at DATETIME(6) NOT NULL,
    destroyed_at DATETIME(6) NULL,
    PRIMARY KEY (subject_id, compartment)
);
