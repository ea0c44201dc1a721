package org.passerelle.learning.polls;

import java.util.List;
import org.passerelle.personaldata.RecordKind;

/** What became of a wish to poll. */
public sealed interface Planned {
    /**
     * @param runs in the order they will run
     */
    record Started(List<Long> runs) implements Planned {
        public Started {
            runs = List.copyOf(runs);
        }
    }

    /**
     * The same poll still waits or runs, or what it is read by (the course list) was never read:
     * nothing was planned, ask again later.
     */
    record Busy(List<RecordKind> kinds) implements Planned {
        public Busy {
            kinds = List.copyOf(kinds);
        }
    }

    /** Another site seems to answer; nothing is polled until a person decided on that run. */
    record Held(long run) implements Planned {}

    /** No mapping is polled by this key, or nothing moved. */
    record Nothing() implements Planned {}
}
