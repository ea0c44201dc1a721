-- What is kept after its use, each record under a key of its own: destroying that key ends it, whatever else lives on.
CREATE TABLE archive_records (
    number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64) NOT NULL,
    platform VARCHAR(64) NOT NULL,
    subject_id BINARY(16) NOT NULL,
    course_id BIGINT NOT NULL DEFAULT 0 COMMENT '0: about the whole relation',
    reason VARCHAR(32) NOT NULL COMMENT 'funder-proof, proof, prescription, accounting …',
    compartment VARCHAR(120) NOT NULL COMMENT 'which key of the subject seals it',
    until_on DATE NOT NULL COMMENT 'the last day',
    rule_key VARCHAR(128) NOT NULL COMMENT 'the rule or overlay that says so: the longest that applies',
    sealed MEDIUMBLOB NOT NULL COMMENT 'JSON; empty once destroyed',
    filed_at DATETIME(6) NOT NULL,
    filed_by VARCHAR(100) NOT NULL,
    destroyed_at DATETIME(6) NULL,
    UNIQUE KEY archive_once (subject_id, course_id, reason),
    KEY archive_by_organisation (organisation, number),
    KEY archive_by_end (destroyed_at, until_on)
);
