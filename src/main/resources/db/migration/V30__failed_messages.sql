-- What gave up, why, and every attempt to send it again. Only the route failures-drain adds rows.
-- cause texts are normalised: no numbers, ids, addresses or quoted values are in them.
CREATE TABLE failure_groups (
    group_key CHAR(16) NOT NULL PRIMARY KEY COMMENT 'hash of cause class, route, stop and text',
    cause_class VARCHAR(200) NOT NULL,
    route VARCHAR(100) NOT NULL,
    stop VARCHAR(200) NOT NULL,
    text VARCHAR(300) NOT NULL,
    first_at DATETIME(6) NOT NULL,
    last_at DATETIME(6) NOT NULL
);

CREATE TABLE failed_messages (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    transport_id VARCHAR(200) NOT NULL,
    business_id VARCHAR(128) NULL,
    organisation VARCHAR(64) NULL,
    subject_id BINARY(16) NULL,
    address VARCHAR(20) NULL COMMENT 'where it goes when it is replayed; null: nowhere we know',
    message_type VARCHAR(64) NULL,
    group_key CHAR(16) NOT NULL,
    attempts INT NOT NULL,
    state VARCHAR(16) NOT NULL,
    note VARCHAR(300) NULL,
    operation_id BIGINT NULL COMMENT 'the replay that holds the claim',
    lease_until_at DATETIME(6) NULL,
    sealed MEDIUMBLOB NULL COMMENT 'headers and body, under the live key of the subject or the master key; null once closed or expired',
    failed_at DATETIME(6) NOT NULL,
    last_failed_at DATETIME(6) NOT NULL,
    body_expires_at DATETIME(6) NOT NULL,
    row_expires_at DATETIME(6) NOT NULL,
    closed_at DATETIME(6) NULL,
    UNIQUE KEY failed_by_transport_id (transport_id),
    KEY failed_by_state (state, id),
    KEY failed_by_group (group_key, state),
    KEY failed_by_subject (subject_id),
    KEY failed_by_operation (operation_id),
    KEY failed_by_body_expiry (body_expires_at),
    KEY failed_by_row_expiry (row_expires_at)
);

CREATE TABLE replay_operations (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    actor VARCHAR(100) NOT NULL,
    state VARCHAR(16) NOT NULL COMMENT 'RUNNING, DONE, STOPPED, CANCELLED',
    reason VARCHAR(300) NULL,
    stage_size INT NOT NULL COMMENT 'messages sent in the current stage; 0 before the first',
    first_stage INT NOT NULL,
    factor INT NOT NULL,
    skip_superseded BOOLEAN NOT NULL,
    started_at DATETIME(6) NOT NULL,
    ended_at DATETIME(6) NULL,
    KEY replay_operations_by_state (state)
);

CREATE TABLE replay_attempts (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    failed_message_id BIGINT NOT NULL,
    operation_id BIGINT NOT NULL,
    transport_id VARCHAR(200) NOT NULL COMMENT 'the new one, under which it was sent again',
    outcome VARCHAR(16) NOT NULL COMMENT 'SENT, RESOLVED, FAILED, NO_ANSWER',
    same_cause BOOLEAN NULL COMMENT 'of FAILED: whether it failed in the group it came from',
    sent_at DATETIME(6) NOT NULL,
    ended_at DATETIME(6) NULL,
    UNIQUE KEY replay_attempts_by_transport_id (transport_id),
    KEY replay_attempts_by_message (failed_message_id),
    KEY replay_attempts_by_operation (operation_id, outcome)
);
