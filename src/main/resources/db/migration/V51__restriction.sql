-- Events about restricted subjects wait here (GDPR Art. 18); their bodies are sealed under the key of the subject.
CREATE TABLE held_messages (
    held_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    subject_id BINARY(16) NOT NULL,
    business_id VARCHAR(128) NOT NULL,
    sealed MEDIUMBLOB NOT NULL COMMENT 'empty once settled',
    held_at DATETIME(6) NOT NULL,
    settled_at DATETIME(6) NULL,
    settled_how VARCHAR(16) NULL COMMENT 'release, cancel',
    UNIQUE KEY held_once (business_id),
    KEY held_by_subject (subject_id, settled_at)
);

-- Purposes a subject has objected to with success (GDPR Art. 21); read with every question to the policy.
CREATE TABLE purpose_objections (
    subject_id BINARY(16) NOT NULL,
    purpose VARCHAR(64) NOT NULL,
    objected_on DATE NOT NULL,
    recorded_by VARCHAR(100) NOT NULL,
    recorded_at DATETIME(6) NOT NULL,
    PRIMARY KEY (subject_id, purpose)
);

ALTER TABLE rights_requests
    ADD COLUMN lift_announced_on DATE NULL COMMENT 'the person was told that the restriction will be lifted',
    ADD COLUMN forgotten_at DATETIME(6) NULL COMMENT 'the words of the applicant were erased';
