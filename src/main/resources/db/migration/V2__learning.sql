-- What the polls know of a platform: who answered last, and the lock under which its records change.
CREATE TABLE platforms (
    platform VARCHAR(64) NOT NULL PRIMARY KEY,
    site MEDIUMBLOB NULL COMMENT 'JSON: address, keyed hash of the service user, release, hashes of the 20 lowest courses',
    identified_at DATETIME(6) NULL,
    last_request_id BIGINT NULL COMMENT 'where the search for an automatic data request begins'
);

CREATE TABLE platform_slots (
    platform VARCHAR(64) NOT NULL,
    slot TINYINT NOT NULL,
    holder VARCHAR(64) NULL,
    leased_until_at DATETIME(6) NULL,
    PRIMARY KEY (platform, slot)
);

CREATE TABLE poll_runs (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    round_id VARCHAR(40) NOT NULL COMMENT 'runs planned together, started in the order of position',
    position SMALLINT NOT NULL,
    platform VARCHAR(64) NOT NULL,
    organisation VARCHAR(64) NOT NULL,
    kind VARCHAR(64) NOT NULL,
    poll_key VARCHAR(64) NOT NULL,
    coverage VARCHAR(10) NOT NULL COMMENT 'FULL, MOVED',
    state VARCHAR(10) NOT NULL COMMENT 'WAITING, OPEN, ENDED',
    verdict VARCHAR(10) NULL COMMENT 'COMPLETE, PARTIAL, EMPTY, REFUSED, HELD',
    hold VARCHAR(12) NULL COMMENT 'UNDECIDED, RELEASED, REJECTED, SUPERSEDED',
    hold_cause VARCHAR(16) NULL COMMENT 'SITE_CHANGED, DROP, EMPTY',
    site_seen MEDIUMBLOB NULL COMMENT 'JSON: the identity that answered, while it waits for a person',
    site_checked TINYINT NOT NULL DEFAULT 0,
    fields MEDIUMBLOB NOT NULL COMMENT 'JSON: the fields the policy lets this run ask for',
    reasons MEDIUMBLOB NOT NULL COMMENT 'JSON: why the verdict is what it is',
    rows_read BIGINT NOT NULL DEFAULT 0,
    added INT NOT NULL DEFAULT 0,
    changed INT NOT NULL DEFAULT 0,
    gone INT NOT NULL DEFAULT 0,
    planned_at DATETIME(6) NOT NULL,
    started_at DATETIME(6) NULL,
    ended_at DATETIME(6) NULL,
    patience_seconds INT NOT NULL COMMENT 'two intervals: an older run is partial',
    decided_at DATETIME(6) NULL,
    decided_by VARCHAR(100) NULL,
    KEY poll_runs_by_kind (platform, kind, state),
    KEY poll_runs_by_round (round_id, position),
    KEY poll_runs_by_end (platform, ended_at)
);

CREATE TABLE poll_tasks (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    run_id BIGINT NOT NULL,
    platform VARCHAR(64) NOT NULL,
    kind VARCHAR(64) NOT NULL,
    course_id BIGINT NOT NULL DEFAULT 0 COMMENT '0: the whole site',
    page_offset INT NOT NULL DEFAULT 0,
    by_subject TINYINT NOT NULL DEFAULT 0,
    after_subject BINARY(16) NULL COMMENT 'by subject: the batch begins behind this one',
    state VARCHAR(10) NOT NULL COMMENT 'WAITING, RUNNING, DONE, PARKED, CANCELLED',
    outstanding TINYINT NULL DEFAULT 1 COMMENT 'NULL once ended: at most one per platform, kind and course',
    attempt INT NOT NULL DEFAULT 0 COMMENT 'fences off an earlier attempt that still runs',
    outcome VARCHAR(16) NULL COMMENT 'PAGE, PARTIAL, REFUSED, COURSE_UNKNOWN',
    rows_read INT NOT NULL DEFAULT 0,
    reasons MEDIUMBLOB NULL,
    created_at DATETIME(6) NOT NULL,
    started_at DATETIME(6) NULL,
    ended_at DATETIME(6) NULL,
    UNIQUE KEY poll_tasks_outstanding (platform, kind, course_id, outstanding),
    KEY poll_tasks_by_run (run_id, outstanding)
);

-- Which records an open run has seen. No content waits here: what differs is stored with the batch it came in.
CREATE TABLE staging (
    run_id BIGINT NOT NULL,
    key_hash BINARY(16) NOT NULL,
    task_id BIGINT NOT NULL,
    PRIMARY KEY (run_id, key_hash)
);

CREATE TABLE learning_records (
    key_hash BINARY(16) NOT NULL PRIMARY KEY COMMENT 'keyed hash of platform, kind and key',
    platform VARCHAR(64) NOT NULL,
    kind VARCHAR(64) NOT NULL,
    record_key VARCHAR(500) NOT NULL COMMENT 'JSON list of key parts, pseudonyms only',
    subject_id BINARY(16) NULL,
    course_id BIGINT NULL,
    content_hash BINARY(16) NOT NULL COMMENT 'keyed',
    version INT NOT NULL,
    state VARCHAR(8) NOT NULL COMMENT 'PRESENT, GONE',
    absences TINYINT NOT NULL DEFAULT 0 COMMENT 'complete full runs in a row that did not see it',
    clear_fields MEDIUMBLOB NOT NULL COMMENT 'JSON',
    sealed_fields MEDIUMBLOB NULL COMMENT 'JSON under the live key of the subject',
    first_seen_at DATETIME(6) NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    KEY learning_records_by_subject (subject_id),
    KEY learning_records_by_course (platform, kind, course_id, subject_id)
);

-- Append-only: connection time is computed from it later and cannot be recovered if overwritten.
CREATE TABLE accesses (
    subject_id BINARY(16) NOT NULL,
    course_id BIGINT NOT NULL DEFAULT 0 COMMENT '0: the whole site',
    field VARCHAR(64) NOT NULL,
    value_at DATETIME(6) NOT NULL,
    platform VARCHAR(64) NOT NULL,
    first_seen_at DATETIME(6) NOT NULL,
    PRIMARY KEY (subject_id, course_id, field, value_at),
    KEY accesses_by_course (platform, course_id, first_seen_at)
);

CREATE TABLE course_reads (
    platform VARCHAR(64) NOT NULL,
    kind VARCHAR(64) NOT NULL,
    course_id BIGINT NOT NULL,
    read_at DATETIME(6) NOT NULL COMMENT 'when the last whole reading began',
    PRIMARY KEY (platform, kind, course_id)
);

CREATE TABLE mapping_gaps (
    platform VARCHAR(64) NOT NULL,
    kind VARCHAR(64) NOT NULL,
    path_hash BINARY(16) NOT NULL,
    path VARCHAR(500) NOT NULL,
    times BIGINT NOT NULL,
    first_seen_at DATETIME(6) NOT NULL,
    last_seen_at DATETIME(6) NOT NULL,
    PRIMARY KEY (platform, kind, path_hash)
);

CREATE TABLE unreadable_rows (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    platform VARCHAR(64) NOT NULL,
    kind VARCHAR(64) NOT NULL,
    course_id BIGINT NOT NULL DEFAULT 0,
    row_at INT NOT NULL,
    why VARCHAR(1000) NOT NULL COMMENT 'what was expected, never a value',
    why_hash BINARY(16) NOT NULL,
    times BIGINT NOT NULL,
    last_run_id BIGINT NOT NULL,
    first_seen_at DATETIME(6) NOT NULL,
    last_seen_at DATETIME(6) NOT NULL,
    UNIQUE KEY unreadable_rows_once (platform, kind, course_id, row_at, why_hash),
    KEY unreadable_rows_by_run (last_run_id)
);

CREATE TABLE decisions (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    decided_at DATETIME(6) NOT NULL,
    organisation VARCHAR(64) NOT NULL,
    pack_version VARCHAR(64) NOT NULL,
    about VARCHAR(40) NOT NULL COMMENT 'poll, export, command, replay, request',
    reference VARCHAR(100) NOT NULL COMMENT 'the poll run, the command …',
    kind VARCHAR(64) NULL,
    subject_id BINARY(16) NULL,
    outcome VARCHAR(10) NOT NULL COMMENT 'PERMITTED, REDUCED, DENIED, UNCOVERED',
    purposes MEDIUMBLOB NOT NULL COMMENT 'JSON',
    fields MEDIUMBLOB NOT NULL COMMENT 'JSON',
    because VARCHAR(1000) NULL,
    KEY decisions_by_reference (about, reference),
    KEY decisions_by_subject (subject_id)
);
