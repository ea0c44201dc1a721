-- What a person must look at. No name, no pseudonym, no value is in it.
CREATE TABLE security_alerts (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind VARCHAR(32) NOT NULL,
    organisation VARCHAR(64) NOT NULL,
    object VARCHAR(200) NOT NULL,
    amount BIGINT NOT NULL,
    times INT NOT NULL COMMENT 'how often it was raised while open',
    first_at DATETIME(6) NOT NULL,
    last_at DATETIME(6) NOT NULL,
    ended_at DATETIME(6) NULL COMMENT 'when a person took note',
    ended_by VARCHAR(100) NULL,
    mailed_at DATETIME(6) NULL COMMENT 'when it was told by mail',
    KEY security_alerts_open (ended_at, kind)
);
