-- Who may be given data, one line per organisation that receives, beneath the roles of the pack.
CREATE TABLE recipients (
    recipient_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64) NOT NULL,
    recipient_key VARCHAR(64) NOT NULL,
    title VARCHAR(200) NOT NULL COMMENT 'the name of an organisation or of a post, no person',
    role_key VARCHAR(64) NOT NULL COMMENT 'of recipients.yaml: says the kind, and what the matrix allows',
    country CHAR(2) NOT NULL,
    reference VARCHAR(200) NOT NULL COMMENT 'of the contract, or the legal text',
    safeguard VARCHAR(200) NULL COMMENT 'standard clauses or binding rules',
    safeguard_until DATE NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NULL COMMENT 'the last day',
    courses TEXT NOT NULL COMMENT 'JSON: ids of the courses taught or coordinated there',
    notice_by VARCHAR(8) NOT NULL COMMENT 'queue, mail',
    sealed_address VARBINARY(600) NULL COMMENT 'under the master key: an address may be a person''s',
    added_by VARCHAR(100) NOT NULL,
    added_at DATETIME(6) NOT NULL,
    ended_by VARCHAR(100) NULL,
    ended_at DATETIME(6) NULL,
    UNIQUE KEY recipients_once (organisation, recipient_key)
);

-- The row that serialises changes of one organisation's group.
CREATE TABLE export_groups (
    organisation VARCHAR(64) NOT NULL PRIMARY KEY
);

-- The small named group that alone may export and import (IMP-30).
CREATE TABLE export_group_members (
    member_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64) NOT NULL,
    account VARCHAR(64) NOT NULL,
    signed_on DATE NOT NULL COMMENT 'when the promise of confidentiality was signed',
    review_on DATE NOT NULL COMMENT 'the last day before somebody has to look again',
    added_by VARCHAR(100) NOT NULL,
    added_at DATETIME(6) NOT NULL,
    removed_by VARCHAR(100) NULL,
    removed_at DATETIME(6) NULL,
    open_slot TINYINT NULL DEFAULT 1 COMMENT '1 while a member, NULL afterwards',
    UNIQUE KEY export_group_once (organisation, account, open_slot)
);
