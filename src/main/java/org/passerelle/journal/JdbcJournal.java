package org.passerelle.journal;

import java.time.Clock;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.SubjectId;

/** The journal in {@code journal_entries}; entries are unchained until a sequencer chains them. */
public final class JdbcJournal implements Journal {
    private final Jdbi jdbi;
    private final Clock clock;

    public JdbcJournal(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    public void append(JournalEntry entry) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "INSERT INTO journal_entries (at, organisation, actor, action, object, subject_id, outcome, details)"
                                                + " VALUES (:at, :organisation, :actor, :action, :object, :subject, :outcome, :details)")
                                .bind("at", clock.instant())
                                .bind("organisation", entry.organisation().value())
                                .bind("actor", entry.actor())
                                .bind("action", entry.action())
                                .bind("object", entry.object())
                                .bind("subject", entry.subject().map(SubjectId::bytes).orElse(null))
                                .bind("outcome", entry.outcome())
                                .bind(
                                        "details",
                                        MessageCodec.encode(new TreeMap<>(entry.details())))
                                .execute());
    }
}
