-- Backups that were made, and restores that were loaded. A restore is open until its tombstones are replayed.
CREATE TABLE backups (
    number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind VARCHAR(8) NOT NULL COMMENT 'data, keys',
    made_at DATETIME(6) NOT NULL,
    made_by VARCHAR(100) NOT NULL,
    expires_on DATE NULL COMMENT 'of keys: the last day it is accepted',
    master_version INT NULL COMMENT 'of keys: the master key that wraps them',
    digest CHAR(64) NOT NULL COMMENT 'SHA-256 of its content',
    row_count BIGINT NOT NULL
);

CREATE TABLE restores (
    number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind VARCHAR(8) NOT NULL,
    backup_made_at DATETIME(6) NOT NULL,
    loaded_at DATETIME(6) NOT NULL,
    finished_at DATETIME(6) NULL COMMENT 'when every tombstone since the backup was replayed',
    finished_by VARCHAR(100) NULL
);

-- After a restore the numbers of commands begin again where the backup ended.
ALTER TABLE tombstones
    DROP KEY tombstones_by_command,
    ADD UNIQUE KEY tombstones_by_command (command_id, subject_id),
    ADD COLUMN written_at DATETIME(6) NULL COMMENT 'when the second place had it',
    ADD KEY tombstones_unwritten (written_at, id);
