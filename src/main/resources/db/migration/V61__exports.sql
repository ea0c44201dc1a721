-- What was asked for, who allowed it, and what left. Pseudonyms, keys and numbers only.
CREATE TABLE exports (
    export_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64) NOT NULL,
    platform VARCHAR(64) NOT NULL,
    recipient_id BIGINT NOT NULL,
    purpose VARCHAR(64) NOT NULL,
    selection TEXT NOT NULL COMMENT 'JSON: kinds, fields, courses, legal text',
    format VARCHAR(8) NOT NULL COMMENT 'csv, csv-bom, jsonl, xlsx',
    state VARCHAR(16) NOT NULL COMMENT 'waiting, ready, streaming, done, interrupted',
    state_at DATETIME(6) NOT NULL,
    asked_by VARCHAR(100) NOT NULL,
    asked_at DATETIME(6) NOT NULL,
    subjects_expected BIGINT NOT NULL,
    approved_by VARCHAR(100) NULL,
    approved_at DATETIME(6) NULL,
    pack_version VARCHAR(64) NOT NULL,
    started_at DATETIME(6) NULL,
    subjects BIGINT NOT NULL DEFAULT 0,
    records BIGINT NOT NULL DEFAULT 0,
    content_hash BINARY(32) NULL COMMENT 'SHA-256 of the bytes that left',
    receipt MEDIUMBLOB NULL COMMENT 'the signed file',
    KEY exports_by_organisation (organisation, export_id),
    KEY exports_by_state (state, state_at)
);

-- What fell out of an export and by which rule; a row without a subject counts.
CREATE TABLE export_omissions (
    export_id BIGINT NOT NULL,
    what VARCHAR(8) NOT NULL COMMENT 'field, subject',
    name VARCHAR(64) NOT NULL COMMENT 'of the field, or the pseudonym',
    rule_key VARCHAR(128) NOT NULL,
    reason VARCHAR(500) NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (export_id, what, name, rule_key)
);

-- The ledger of disclosures: written before the bytes leave.
CREATE TABLE disclosures (
    export_id BIGINT NOT NULL,
    subject_id BINARY(16) NOT NULL,
    recipient_id BIGINT NOT NULL,
    decisions TEXT NOT NULL COMMENT 'JSON: numbers of the decisions',
    fields TEXT NOT NULL COMMENT 'JSON',
    records INT NOT NULL,
    disclosed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (export_id, subject_id),
    KEY disclosures_by_subject (subject_id, export_id)
);
