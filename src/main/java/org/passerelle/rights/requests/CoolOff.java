package org.passerelle.rights.requests;

import java.time.Duration;
import java.time.Instant;
import org.passerelle.rights.deadlines.Deadline;

/** When an approved erasure may begin. Source: algorithms 5.5 (3). */
final class CoolOff {
    private CoolOff() {}

    /**
     * The wish, cut so that three working days are left to erase and to answer; never before now.
     */
    static Instant endsAt(Instant now, Duration wished, Deadline deadline) {
        var wish = now.plus(wished);
        var latest = deadline.lastDaysFrom().atStartOfDay(Deadline.ZONE).toInstant();
        var ends = wish.isBefore(latest) ? wish : latest;
        return ends.isBefore(now) ? now : ends;
    }
}
