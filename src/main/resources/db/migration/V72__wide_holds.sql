-- Legal holds on a whole course or a whole organisation: a claim that concerns everybody there.
CREATE TABLE wide_holds (
    number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    organisation VARCHAR(64) NOT NULL,
    platform VARCHAR(64) NULL COMMENT 'of the course; NULL for the whole organisation',
    course_id BIGINT NULL,
    reason VARCHAR(64) NOT NULL COMMENT 'a code, no free text',
    until_on DATE NOT NULL COMMENT 'the last day',
    placed_by VARCHAR(100) NOT NULL,
    placed_at DATETIME(6) NOT NULL,
    lifted_by VARCHAR(100) NULL,
    lifted_at DATETIME(6) NULL,
    KEY wide_holds_open (organisation, lifted_at)
);
