-- One account per person or program. Of a token only hashes are kept.
CREATE TABLE accounts (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    created_at DATETIME(6) NOT NULL,
    created_by VARCHAR(100) NOT NULL,
    revoked_at DATETIME(6) NULL
);

CREATE TABLE account_grants (
    account VARCHAR(64) NOT NULL,
    role VARCHAR(32) NOT NULL,
    organisation VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'empty: all of them',
    granted_at DATETIME(6) NOT NULL,
    granted_by VARCHAR(100) NOT NULL,
    reviewed_at DATETIME(6) NULL COMMENT 'the latest look',
    reviewed_by VARCHAR(100) NULL,
    review_on DATE NULL COMMENT 'last day before the next look; null: the account of the machine',
    PRIMARY KEY (account, role, organisation)
);

CREATE TABLE access_tokens (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account VARCHAR(64) NOT NULL,
    lookup BINARY(16) NOT NULL COMMENT 'start of the keyed hash: finds the row without running Argon2id',
    secret_hash VARCHAR(200) NOT NULL COMMENT 'Argon2id',
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    last_used_at DATETIME(6) NULL,
    refused_count INT NOT NULL DEFAULT 0 COMMENT 'uses after it had expired or its account was revoked',
    UNIQUE KEY access_tokens_by_lookup (lookup),
    KEY access_tokens_by_account (account)
);
