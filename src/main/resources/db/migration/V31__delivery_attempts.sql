-- How often a message failed for another reason than an outage of ours. The broker's own count cannot tell the two apart.
-- cause texts are normalised: no numbers, ids, addresses or quoted values are in them.
CREATE TABLE delivery_attempts (
    message_id VARCHAR(200) NOT NULL PRIMARY KEY COMMENT 'the transport id; a replay has a new one',
    attempts INT NOT NULL,
    route VARCHAR(100) NOT NULL,
    cause VARCHAR(300) NOT NULL,
    last_at DATETIME(6) NOT NULL,
    KEY delivery_attempts_by_age (last_at)
);
