package org.passerelle.app.wiring;

import jakarta.jms.ConnectionFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.app.backing.JdbcTransactions;
import org.passerelle.app.backing.Stores;
import org.passerelle.app.settings.Settings;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.journal.Journal;
import org.passerelle.keys.JdbcSubjectKeys;
import org.passerelle.keys.MasterKey;
import org.passerelle.keys.MasterKeyFile;
import org.passerelle.keys.MasterKeys;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.messages.JdbcProcessedMessages;
import org.passerelle.messages.OutboxBell;
import org.passerelle.messages.ProcessedMessages;
import org.passerelle.personaldata.Transactions;

/**
 * What every duty stands on: settings, clock, store, keys, outbox, journal, broker.
 *
 * @param bell rung when something was put in the outbox
 * @param depth messages waiting in a queue; negative when only the broker itself knows
 */
public record Ground(
        Settings settings,
        Clock clock,
        SecureRandom random,
        Stores stores,
        Masters masters,
        ConnectionFactory broker,
        OutboxBell bell,
        ToLongFunction<String> depth) {

    /** The master keys and the file they lie in. */
    public record Masters(MasterKeys keys, MasterKeyFile file) {}

    MasterKey master() {
        return masters.keys().secrets();
    }

    public Jdbi jdbi() {
        return stores.data().jdbi();
    }

    public Transactions transactions() {
        return new JdbcTransactions(jdbi());
    }

    SubjectKeys subjectKeys() {
        return new JdbcSubjectKeys(stores.keys().jdbi(), masters.keys(), random, clock);
    }

    public JdbcOutbox outbox() {
        return new JdbcOutbox(jdbi(), clock, bell);
    }

    ProcessedMessages processed() {
        return new JdbcProcessedMessages(jdbi(), clock);
    }

    Journal journal() {
        return new JdbcJournal(jdbi(), clock);
    }
}
