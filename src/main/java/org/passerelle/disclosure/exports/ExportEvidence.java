package org.passerelle.disclosure.exports;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.disclosure.DisclosureGround;
import org.passerelle.disclosure.exports.Judge.Refusal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.journal.alerts.Alert;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.rights.deadlines.WorkingDays;

/** What is written of exports besides the ledger: journal and alerts (IMP-56). */
final class ExportEvidence {
    private final DisclosureGround ground;

    ExportEvidence(DisclosureGround ground) {
        this.ground = ground;
    }

    /** On the caller's transaction. */
    void tell(Export export, String actor, String action) {
        tell(export, actor, action, Map.of());
    }

    void tell(Export export, String actor, String action, Map<String, String> more) {
        var details = new TreeMap<>(more);
        details.put("recipient", export.order().recipient());
        details.put("purpose", export.order().purpose().value());
        ground.journal()
                .append(
                        new JournalEntry(
                                export.order().organisation(),
                                actor,
                                action,
                                "export " + export.id(),
                                Optional.empty(),
                                "done",
                                details));
    }

    /** In a transaction of its own: the refusal must stand whatever comes. */
    void deny(Export.Order order, String actor, Refusal refusal) {
        ground.transactions()
                .within(
                        () -> {
                            ground.journal()
                                    .append(
                                            new JournalEntry(
                                                    order.organisation(),
                                                    actor,
                                                    "export-denied",
                                                    "recipient " + order.recipient(),
                                                    Optional.empty(),
                                                    refusal.because().value(),
                                                    Map.of("purpose", order.purpose().value())));
                            ground.alerts()
                                    .raise(
                                            new Alert(
                                                    AlertKind.DENIED_EXPORT,
                                                    order.organisation(),
                                                    "account " + actor,
                                                    1));
                        });
    }

    /** Nights, week-ends and holidays of the organisation. */
    void alertOfTheHour(Export export) {
        var pack = ground.packs().pack(export.order().organisation());
        var local = ground.clock().instant().atZone(pack.zone());
        var time = local.toLocalTime();
        boolean usual =
                WorkingDays.isWorking(local.toLocalDate())
                        && !time.isBefore(ground.settings().opens())
                        && time.isBefore(ground.settings().closes());
        if (!usual) {
            ground.alerts()
                    .raise(
                            new Alert(
                                    AlertKind.EXPORT_OUTSIDE_HOURS,
                                    export.order().organisation(),
                                    "account " + export.asked().by(),
                                    export.asked().expected()));
        }
    }
}
