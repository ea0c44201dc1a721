-- Instants are UTC. Ids of subjects are pseudonyms: 16 random bytes.
CREATE TABLE subjects (
    subject_id BINARY(16) NOT NULL PRIMARY KEY,
    platform VARCHAR(64) NOT NULL,
    user_id_hash BINARY(32) NOT NULL COMMENT 'keyed hash of platform and the platform user id',
    sealed_user_id VARBINARY(100) NOT NULL COMMENT 'the platform user id under the live key of the subject',
    idnumber_hash BINARY(32) NULL COMMENT 'keyed hash of platform and idnumber, once seen',
    created_at DATETIME(6) NOT NULL,
    erased_at DATETIME(6) NULL,
    UNIQUE KEY subjects_by_user (user_id_hash),
    KEY subjects_by_idnumber (idnumber_hash),
    KEY subjects_by_platform (platform)
);

CREATE TABLE outbox_messages (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    transport_id VARCHAR(100) NOT NULL COMMENT 'of the first message',
    messages SMALLINT NOT NULL,
    body MEDIUMBLOB NOT NULL COMMENT 'the messages one after the other',
    created_at DATETIME(6) NOT NULL,
    UNIQUE KEY outbox_by_transport_id (transport_id)
);

CREATE TABLE processed_messages (
    consumer VARCHAR(64) NOT NULL,
    business_id VARCHAR(128) NOT NULL,
    step VARCHAR(64) NOT NULL,
    attempt INT NOT NULL,
    processed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (consumer, business_id, step, attempt),
    KEY processed_by_age (processed_at)
);

CREATE TABLE journal_entries (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at DATETIME(6) NOT NULL,
    organisation VARCHAR(64) NOT NULL,
    actor VARCHAR(100) NOT NULL,
    action VARCHAR(64) NOT NULL,
    object VARCHAR(200) NOT NULL,
    subject_id BINARY(16) NULL,
    outcome VARCHAR(64) NOT NULL,
    details BLOB NOT NULL,
    sequence BIGINT NULL COMMENT 'given by the sequencer',
    previous_hash BINARY(32) NULL,
    entry_hash BINARY(32) NULL,
    KEY journal_by_subject (subject_id),
    UNIQUE KEY journal_by_sequence (sequence)
);
