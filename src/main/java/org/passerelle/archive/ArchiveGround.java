package org.passerelle.archive;

import java.time.Clock;
import org.passerelle.journal.Journal;
import org.passerelle.personaldata.Transactions;

/** What everything about the archive stands on. */
public record ArchiveGround(
        Transactions transactions, Journal journal, JdbcArchive rows, Clock clock) {}
