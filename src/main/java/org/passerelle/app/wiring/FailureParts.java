package org.passerelle.app.wiring;

import java.time.Duration;
import java.util.List;
import org.passerelle.app.settings.SettingsProblem;
import org.passerelle.failures.FailedBodies;
import org.passerelle.failures.FailedMessages;
import org.passerelle.failures.JdbcFailedMessages;
import org.passerelle.failures.JdbcReplays;
import org.passerelle.failures.ReplayJudge;
import org.passerelle.failures.ReplayPorts;
import org.passerelle.failures.Replays;
import org.passerelle.messages.ForgettingMessages;
import org.passerelle.messages.JdbcProcessedMessages;

/** The duty {@code failures}, put together. */
final class FailureParts {
    /** What a failed message's body lives, and two weeks. */
    private static final Duration SHORTEST_MEMORY =
            Duration.ofDays(FailedMessages.BODY_KEPT.getDays() + 15L);

    private final Ground ground;
    private final JdbcFailedMessages rows;
    private final JdbcReplays replayRows;
    private final FailedBodies bodies;

    FailureParts(Ground ground) {
        this.ground = ground;
        this.rows = new JdbcFailedMessages(ground.jdbi());
        this.replayRows = new JdbcReplays(ground.jdbi());
        this.bodies = new FailedBodies(ground.subjectKeys(), ground.master());
    }

    FailedMessages messages() {
        return new FailedMessages(
                ground.transactions(), rows, replayRows, bodies, ground.journal(), ground.clock());
    }

    Replays replays(ReplayJudge judge, ReplayPorts.Resigning resigning) {
        var ends = new JdbcProcessedMessages(ground.jdbi(), ground.clock());
        return new Replays(
                ground.transactions(),
                rows,
                replayRows,
                bodies,
                new ReplayPorts(ground.outbox(), judge, resigning, ends::processedSince),
                new Replays.Evidence(ground.journal(), ground.clock()));
    }

    static ForgettingMessages messageUpkeep(Ground ground) {
        var kept = ground.settings().upkeep().processedKept();
        if (kept.compareTo(SHORTEST_MEMORY) < 0) {
            throw new SettingsProblem(
                    List.of(
                            "upkeep.processed-kept is "
                                    + kept
                                    + "; expected at least "
                                    + SHORTEST_MEMORY.toDays()
                                    + "d: a failed message may be replayed for 45 days, and its"
                                    + " effect would happen twice"));
        }
        return new ForgettingMessages(
                ground.transactions(),
                new JdbcProcessedMessages(ground.jdbi(), ground.clock()),
                ground.clock(),
                kept);
    }
}
