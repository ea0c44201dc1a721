-- What one kind of entry told of lately: who read many subjects in the last hour.
ALTER TABLE journal_entries ADD KEY journal_by_action (action, at);
