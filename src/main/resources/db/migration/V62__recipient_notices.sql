-- Who received a person's data is told of its erasure, rectification or restriction (GDPR Art. 19).
CREATE TABLE recipient_notices (
    notice_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64) NOT NULL,
    cause VARCHAR(40) NOT NULL COMMENT 'request 12, or command 33',
    what VARCHAR(16) NOT NULL COMMENT 'erasure, rectification, restriction',
    subject_id BINARY(16) NOT NULL,
    recipient_id BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL COMMENT 'waiting, sent, acknowledged, impossible',
    reason VARCHAR(40) NOT NULL COMMENT 'a code, where it is impossible',
    attempts INT NOT NULL DEFAULT 0,
    next_attempt_at DATETIME(6) NULL,
    made_at DATETIME(6) NOT NULL,
    sent_at DATETIME(6) NULL,
    settled_at DATETIME(6) NULL,
    settled_by VARCHAR(100) NULL,
    UNIQUE KEY notices_once (cause, recipient_id),
    KEY notices_due (state, next_attempt_at),
    KEY notices_by_organisation (organisation, notice_id)
);
