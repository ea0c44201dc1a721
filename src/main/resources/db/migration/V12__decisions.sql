-- A single decision keeps the whole question and the whole answer, so that it can be explained later.
ALTER TABLE decisions
    ADD COLUMN actor VARCHAR(100) NULL COMMENT 'the account or process that asked' AFTER reference,
    ADD COLUMN question MEDIUMBLOB NULL COMMENT 'JSON: pseudonyms and codes only',
    ADD COLUMN answer MEDIUMBLOB NULL COMMENT 'JSON: rules with their clauses as they read then';
