-- Which master key wraps what. The master keys themselves lie in a file, never in a database.
CREATE TABLE master_keys (
    version INT NOT NULL PRIMARY KEY,
    fingerprint BINARY(16) NOT NULL COMMENT 'keyed hash of a fixed word: recognises the key in the file',
    state VARCHAR(16) NOT NULL COMMENT 'prepared, current, former, retired, discarded',
    wrapped_secrets VARBINARY(200) NULL COMMENT 'the look-up key and the system key under this master key; NULL once retired',
    made_at DATETIME(6) NOT NULL,
    state_at DATETIME(6) NOT NULL,
    UNIQUE KEY master_keys_by_fingerprint (fingerprint)
);

ALTER TABLE subject_keys
    ADD COLUMN master_version INT NOT NULL DEFAULT 1 COMMENT 'the master key that wraps it' AFTER wrapped_key,
    ADD KEY subject_keys_by_master (master_version);
