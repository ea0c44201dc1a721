package org.passerelle.moodle.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.learning.CronEvidence;
import org.passerelle.personaldata.Platform;

/** No web service tells whether cron runs; our own last request does. */
final class CronChecks {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration RECENT = Duration.ofDays(7);

    private final CronEvidence cron;
    private final Notes notes;
    private final Clock clock;

    CronChecks(CronEvidence cron, Notes notes, Clock clock) {
        this.cron = cron;
        this.notes = notes;
        this.clock = clock;
    }

    void look(Platform platform) {
        CronEvidence.Evidence evidence = cron.of(platform.key());
        Instant now = clock.instant();
        Optional<Instant> waiting =
                evidence.waitingSince().filter(since -> since.isBefore(now.minus(LONG)));
        Optional<Instant> done =
                evidence.lastCarriedOut().filter(at -> at.isAfter(now.minus(RECENT)));
        if (waiting.isPresent()) {
            notes.mend(
                    "cron",
                    "a request approved "
                            + Duration.between(waiting.get(), now).toHours()
                            + " h ago is not carried out",
                    Screens.TASKS + ": cron must run every minute");
        } else if (done.isPresent()) {
            notes.ok("cron", "our last request was carried out at " + done.get());
        } else {
            notes.cannotBeSeen(
                    "cron",
                    "whether cron runs: no request of ours was carried out lately",
                    Screens.TASKS);
        }
    }
}
