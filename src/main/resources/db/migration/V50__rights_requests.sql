-- Requests of data subjects. What names a person is sealed; everything else is codes, dates and pseudonyms.
CREATE TABLE rights_requests (
    request_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64) NOT NULL,
    type VARCHAR(16) NOT NULL,
    state VARCHAR(24) NOT NULL,
    state_at DATETIME(6) NOT NULL,
    channel VARCHAR(16) NOT NULL,
    received_at DATETIME(6) NOT NULL,
    received_on DATE NOT NULL COMMENT 'the day in France',
    due_on DATE NOT NULL COMMENT 'the last day to answer, extension included',
    target_on DATE NULL COMMENT 'the last day of the organisation\'s own target, from its pack at receipt',
    extension_reason VARCHAR(24) NULL,
    extension_decided_on DATE NULL,
    extension_notified_on DATE NULL,
    subject_id BINARY(16) NULL,
    person_id BINARY(16) NOT NULL COMMENT 'random: its key seals the words of the applicant',
    sealed BLOB NOT NULL COMMENT 'who asks and what, under the key of person_id',
    applicant_hash BINARY(32) NOT NULL COMMENT 'keyed hash of organisation, name and e-mail, to recognise duplicates',
    particulars TEXT NOT NULL COMMENT 'JSON: codes the type needs',
    duplicate_of BIGINT NULL,
    identity_method VARCHAR(24) NULL,
    identity_by VARCHAR(100) NULL,
    identity_on DATE NULL,
    assessed_by VARCHAR(100) NULL,
    assessed_at DATETIME(6) NULL,
    stale TINYINT NOT NULL DEFAULT 0 COMMENT '1: something happened since the assessment',
    approved_by VARCHAR(100) NULL,
    approved_at DATETIME(6) NULL,
    cool_off_ends_at DATETIME(6) NULL,
    abort_wished_at DATETIME(6) NULL,
    command_id BIGINT NULL,
    hold_id BIGINT NULL,
    answered_on DATE NULL,
    warned VARCHAR(16) NOT NULL DEFAULT 'in-time' COMMENT 'the last warning that was given',
    target_warned VARCHAR(16) NOT NULL DEFAULT 'in-time' COMMENT 'the last warning about the target',
    KEY rights_by_organisation (organisation, request_id),
    KEY rights_by_state (state, request_id),
    KEY rights_by_subject (subject_id),
    KEY rights_by_applicant (applicant_hash)
);

CREATE TABLE rights_events (
    event_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    request_id BIGINT NOT NULL,
    at DATETIME(6) NOT NULL,
    actor VARCHAR(100) NOT NULL,
    action VARCHAR(40) NOT NULL,
    from_state VARCHAR(24) NOT NULL,
    to_state VARCHAR(24) NOT NULL,
    details TEXT NOT NULL COMMENT 'JSON: codes and dates',
    KEY rights_events_by_request (request_id, event_id)
);

-- One line per category of data: what is done with it, and why.
CREATE TABLE rights_lines (
    request_id BIGINT NOT NULL,
    category VARCHAR(24) NOT NULL,
    verdict VARCHAR(16) NOT NULL,
    because VARCHAR(64) NOT NULL,
    until_on DATE NULL,
    rule_key VARCHAR(128) NOT NULL,
    PRIMARY KEY (request_id, category)
);
