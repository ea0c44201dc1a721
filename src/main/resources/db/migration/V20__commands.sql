-- Commands to the platforms. Subjects are pseudonyms; no identity is in clear in any of these tables.
CREATE TABLE commands (
    command_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64) NOT NULL,
    platform VARCHAR(64) NOT NULL,
    subject_id BINARY(16) NOT NULL,
    type VARCHAR(16) NOT NULL,
    course_id BIGINT NOT NULL DEFAULT 0 COMMENT '0 when the command names no course',
    rule_key VARCHAR(128) NOT NULL,
    clause TEXT NOT NULL,
    pack_version VARCHAR(64) NOT NULL,
    due_on DATE NOT NULL,
    proposed_by VARCHAR(100) NOT NULL,
    proposed_at DATETIME(6) NOT NULL,
    marker VARCHAR(32) NOT NULL COMMENT 'random: names the scrubbed account on the platform',
    state VARCHAR(16) NOT NULL,
    state_at DATETIME(6) NOT NULL,
    state_reason TEXT NOT NULL,
    approved_by VARCHAR(100) NULL,
    approved_at DATETIME(6) NULL,
    waived_by VARCHAR(100) NULL COMMENT 'who took the roles of the subject upon themselves',
    issue INT NOT NULL DEFAULT 0 COMMENT 'how often it was signed',
    message BLOB NULL COMMENT 'the signed bytes',
    key_id VARCHAR(64) NULL,
    signature VARCHAR(200) NULL,
    expires_at DATETIME(6) NULL,
    re_emit_after_at DATETIME(6) NULL COMMENT 'sent without an answer past this: sent again',
    open_slot TINYINT NULL DEFAULT 1 COMMENT '1 while open, NULL once closed: one open command per subject, type and course',
    UNIQUE KEY commands_one_open (subject_id, type, course_id, open_slot),
    KEY commands_by_state (state, state_at),
    KEY commands_by_approval (platform, type, approved_at)
);

CREATE TABLE command_steps (
    command_id BIGINT NOT NULL,
    position INT NOT NULL,
    step VARCHAR(16) NOT NULL,
    state VARCHAR(16) NOT NULL,
    attempts INT NOT NULL DEFAULT 0,
    next_attempt_at DATETIME(6) NULL COMMENT 'the truth about waiting; NULL once the step is settled',
    started_at DATETIME(6) NULL,
    settled_at DATETIME(6) NULL,
    reason TEXT NOT NULL,
    notes BLOB NOT NULL COMMENT 'JSON: what later steps and the receipt need, without identity',
    PRIMARY KEY (command_id, position),
    KEY command_steps_due (next_attempt_at)
);

-- The row that serialises the commands of one subject.
CREATE TABLE command_locks (
    subject_id BINARY(16) NOT NULL PRIMARY KEY,
    command_id BIGINT NOT NULL,
    holder CHAR(36) NOT NULL COMMENT 'one delivery in one worker',
    leased_until_at DATETIME(6) NOT NULL
);

-- Values an executor alone opens: what a rectification writes, who an erased account belonged to. Gone when the command closes.
CREATE TABLE command_values (
    command_id BIGINT NOT NULL,
    name VARCHAR(32) NOT NULL,
    subject_id BINARY(16) NOT NULL,
    sealed BLOB NOT NULL COMMENT 'under the live key of the subject',
    user_hash BINARY(32) NULL,
    idnumber_hash BINARY(32) NULL,
    email_hash BINARY(32) NULL,
    PRIMARY KEY (command_id, name)
);

CREATE TABLE receipts (
    command_id BIGINT NOT NULL PRIMARY KEY,
    organisation VARCHAR(64) NOT NULL,
    platform VARCHAR(64) NOT NULL,
    subject_id BINARY(16) NOT NULL,
    level VARCHAR(40) NOT NULL,
    document MEDIUMBLOB NOT NULL COMMENT 'the signed JSON',
    key_id VARCHAR(64) NOT NULL,
    signature VARCHAR(200) NOT NULL,
    closed_at DATETIME(6) NOT NULL,
    KEY receipts_by_age (organisation, closed_at)
);

CREATE TABLE tombstones (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    command_id BIGINT NOT NULL,
    organisation VARCHAR(64) NOT NULL,
    platform VARCHAR(64) NOT NULL,
    subject_id BINARY(16) NOT NULL,
    site_fingerprint VARCHAR(100) NOT NULL,
    user_hash BINARY(32) NOT NULL,
    idnumber_hash BINARY(32) NULL,
    email_hash BINARY(32) NULL,
    scope VARCHAR(32) NOT NULL,
    erased_at DATETIME(6) NOT NULL,
    ends_on DATE NOT NULL COMMENT 'no backup is older: the tombstone may go',
    UNIQUE KEY tombstones_by_command (command_id),
    KEY tombstones_by_user (platform, user_hash)
);

-- What erasing needs to know of a platform whose old Moodle cannot list its data requests.
CREATE TABLE platform_erasures (
    platform VARCHAR(64) NOT NULL PRIMARY KEY,
    last_request_id BIGINT NULL COMMENT 'the highest id of a data request seen there',
    canary_subject BINARY(16) NULL COMMENT 'the learner an administrator named for the first delete-first erasure',
    canary_proved_at DATETIME(6) NULL
);
