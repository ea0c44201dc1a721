package org.passerelle.app.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.app.watch.KnownLearners;
import org.passerelle.app.watch.LogTexts;
import org.passerelle.app.watch.MetricTexts;
import org.passerelle.app.watch.QueueTexts;
import org.passerelle.journal.alerts.SecurityAlerts;
import org.passerelle.journal.hygiene.HygieneCheck;
import org.passerelle.journal.hygiene.JdbcTableTexts;
import org.passerelle.journal.hygiene.ScannedPlace;
import org.passerelle.learning.LearningRecords;
import org.passerelle.messages.Address;
import org.passerelle.policy.pack.Packs;

/** The hygiene check with every place this process can look at. */
public final class HygieneParts implements AutoCloseable {
    /** Where only pseudonyms may stand; one that does not exist is passed over. */
    private static final List<String> TABLES =
            List.of(
                    "outbox_messages",
                    "processed_messages",
                    "failed_messages",
                    "failure_groups",
                    "replay_operations",
                    "held_messages",
                    "commands",
                    "command_steps",
                    "receipts",
                    "journal_entries",
                    "security_alerts");

    private final LogTexts log = LogTexts.open();
    private final HygieneCheck check;

    HygieneParts(
            Ground ground,
            Packs packs,
            LearningRecords records,
            SecurityAlerts alerts,
            MeterRegistry metrics) {
        var places = new ArrayList<ScannedPlace>();
        places.add(log);
        places.add(new MetricTexts(metrics));
        TABLES.forEach(table -> places.add(new JdbcTableTexts(ground.jdbi(), table)));
        Stream.of(Address.values())
                .forEach(address -> places.add(new QueueTexts(ground.broker(), address)));
        check = new HygieneCheck(new KnownLearners(records, packs.platforms()), places, alerts);
    }

    public HygieneCheck check() {
        return check;
    }

    @Override
    public void close() {
        log.close();
    }
}
