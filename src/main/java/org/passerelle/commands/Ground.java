package org.passerelle.commands;

import java.time.Clock;
import org.passerelle.journal.Journal;
import org.passerelle.messages.Outbox;
import org.passerelle.personaldata.Transactions;

/** What every part of this duty stands on. */
public record Ground(
        Transactions transactions,
        Journal journal,
        Outbox outbox,
        Clock clock,
        CommandSettings settings) {}
