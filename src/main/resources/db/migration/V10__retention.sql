-- Dated happenings of subjects, clustered by subject: an evaluation reads one subject's facts together.
CREATE TABLE facts (
    subject_id BINARY(16) NOT NULL,
    id_hash BINARY(16) NOT NULL COMMENT 'keyed hash of the organisation and the sender''s id of the fact',
    fact_id VARCHAR(128) NOT NULL,
    fact_key VARCHAR(32) NOT NULL,
    happened_on DATE NOT NULL COMMENT 'the day in the organisation''s time zone',
    source VARCHAR(64) NOT NULL,
    course_id BIGINT NOT NULL DEFAULT 0 COMMENT '0: about the whole relation',
    purpose VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'of a consent or an objection',
    record_version INT NOT NULL DEFAULT 0 COMMENT 'of the record a derived fact was last read from',
    replaced TINYINT NOT NULL DEFAULT 0 COMMENT '1: a later fact said that this one was wrong',
    told_at DATETIME(6) NOT NULL,
    PRIMARY KEY (subject_id, id_hash),
    UNIQUE KEY facts_once (id_hash)
);

-- Facts about learners no poll has seen yet; kept one year at most.
CREATE TABLE pending_facts (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    id_hash BINARY(16) NOT NULL,
    platform VARCHAR(64) NOT NULL,
    fact_key VARCHAR(32) NOT NULL,
    why VARCHAR(32) NOT NULL COMMENT 'unknown-learner, ambiguous-number',
    sealed BLOB NOT NULL COMMENT 'the whole fact, under the master key',
    told_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    UNIQUE KEY pending_facts_once (id_hash),
    KEY pending_facts_by_platform (platform, id),
    KEY pending_facts_by_expiry (expires_at)
);

-- What phaseOf said last of one subject under one rule, and when to ask again.
CREATE TABLE retention_clocks (
    subject_id BINARY(16) NOT NULL,
    rule_key VARCHAR(128) NOT NULL,
    platform VARCHAR(64) NOT NULL,
    stage VARCHAR(16) NOT NULL,
    active_until DATE NULL,
    archive_until DATE NULL,
    final_since DATE NULL,
    archive_reason VARCHAR(32) NULL,
    winner VARCHAR(128) NULL COMMENT 'the rule or overlay that says when it ends',
    waits_for VARCHAR(200) NULL COMMENT 'missing facts of an unknown start, or what an open end waits for',
    next_transition_at DATETIME(6) NULL COMMENT 'when the sweep asks phaseOf again',
    asked_for VARCHAR(16) NULL COMMENT 'suspend, erase: the last command the sweep proposed by it',
    asked_on DATE NULL,
    print BIGINT NOT NULL COMMENT 'hash of what phaseOf said, to find changes without reading it',
    pack_version VARCHAR(64) NOT NULL,
    moved_from DATE NULL COMMENT 'final_since before a new pack moved it by more than 30 days',
    changed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (subject_id, rule_key),
    KEY retention_clocks_due (next_transition_at),
    KEY retention_clocks_final (platform, final_since, subject_id),
    KEY retention_clocks_stage (platform, stage, subject_id)
);

CREATE TABLE holds (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    subject_id BINARY(16) NOT NULL,
    kind VARCHAR(32) NOT NULL COMMENT 'legal-hold, restriction',
    reason VARCHAR(64) NOT NULL COMMENT 'a code, no free text',
    until_on DATE NULL COMMENT 'the last day; NULL until somebody lifts it',
    placed_by VARCHAR(100) NOT NULL,
    placed_at DATETIME(6) NOT NULL,
    lifted_by VARCHAR(100) NULL,
    lifted_at DATETIME(6) NULL,
    KEY holds_by_subject (subject_id, lifted_at),
    KEY holds_open (lifted_at, id)
);
