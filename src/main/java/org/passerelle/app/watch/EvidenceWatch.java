package org.passerelle.app.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.passerelle.journal.alerts.Alert;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.journal.alerts.SecurityAlerts;
import org.passerelle.journal.chain.JournalDesk;
import org.passerelle.journal.hygiene.HygieneCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recurring work of the evidence: what the routes of upkeep call. */
public final class EvidenceWatch {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceWatch.class);
    private static final String ACTOR = "upkeep";

    private final JournalDesk journal;
    private final HygieneCheck hygiene;
    private final SecurityAlerts alerts;
    private final SignInWatch signIns;
    private final AtomicLong unchained = new AtomicLong();
    private final AtomicLong undelivered = new AtomicLong();
    private final MultiGauge open;

    /**
     * @param failedSignIns since the start of this process
     */
    public EvidenceWatch(
            JournalDesk journal,
            HygieneCheck hygiene,
            SecurityAlerts alerts,
            LongSupplier failedSignIns,
            MeterRegistry metrics) {
        this.journal = journal;
        this.hygiene = hygiene;
        this.alerts = alerts;
        this.signIns = new SignInWatch(failedSignIns);
        open =
                MultiGauge.builder("passerelle.security.alerts")
                        .description("open security alerts by kind")
                        .register(metrics);
        gauge("passerelle.journal.unchained", "entries without a place yet", unchained, metrics);
        gauge(
                "passerelle.journal.undelivered",
                "checkpoints the second place does not have",
                undelivered,
                metrics);
    }

    public void chain() {
        journal.chain();
    }

    public void deliver() {
        journal.deliver();
    }

    /** By itself, each day: a journal nobody verifies proves nothing. */
    public void verify() {
        var verification = journal.verify(ACTOR);
        if (!verification.clean()) {
            LOG.error(
                    "the journal has {} faults; see: passerelle journal verify",
                    verification.faultsInAll());
        }
    }

    /** By itself, each day. */
    public void scan() {
        var report = hygiene.check();
        if (!report.clean()) {
            LOG.error("personal values stand in clear: {}", report.leaks());
        }
    }

    /** Counts, and alerts of failed sign-ins. */
    public void watch() {
        signIns.many().ifPresent(count -> alerts.raise(failedSignIns(count)));
        var state = journal.state();
        unchained.set(state.waiting());
        undelivered.set(state.undelivered());
        var counts = alerts.counts();
        open.register(
                Arrays.stream(AlertKind.values())
                        .map(
                                kind ->
                                        Row.of(
                                                Tags.of("kind", kind.key()),
                                                counts.getOrDefault(kind, 0L)))
                        .toList(),
                true);
    }

    private static Alert failedSignIns(long count) {
        return new Alert(AlertKind.FAILED_SIGN_INS, Alert.EVERYBODYS, "door api", count);
    }

    private static void gauge(
            String name, String description, AtomicLong value, MeterRegistry metrics) {
        Gauge.builder(name, value, AtomicLong::doubleValue)
                .description(description)
                .register(metrics);
    }
}
