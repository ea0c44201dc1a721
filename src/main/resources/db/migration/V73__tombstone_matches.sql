-- An account that was erased and is there again.
ALTER TABLE tombstones
    ADD COLUMN match_state VARCHAR(16) NULL COMMENT 'proposed, reported, closed; NULL while nobody came back',
    ADD COLUMN match_why VARCHAR(32) NULL COMMENT 'full-match, id-alone, number-alone, new-enrolment, or a code of the officer',
    ADD COLUMN match_subject BINARY(16) NULL COMMENT 'the pseudonym the account has now',
    ADD COLUMN match_at DATETIME(6) NULL,
    ADD KEY tombstones_by_number (platform, idnumber_hash);
