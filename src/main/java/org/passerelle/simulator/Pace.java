package org.passerelle.simulator;

import java.time.Duration;

/** How slow the site is: added to an answer before its first byte. */
public record Pace(Duration perCall, Duration perUser, Duration perGradeCell) {
    /** As fast as the simulator can. */
    public static Pace none() {
        return new Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** As measured on a real 5.1 on two cores: 15 ms a call, 0.4 ms a user, 1 ms a grade cell. */
    public static Pace measured() {
        return new Pace(Duration.ofMillis(15), Duration.ofNanos(400_000), Duration.ofMillis(1));
    }

    Duration of(int users, int cells) {
        return perCall.plus(perUser.multipliedBy(users)).plus(perGradeCell.multipliedBy(cells));
    }
}
