package org.passerelle.learning.polls;

import org.passerelle.personaldata.Platform;

/**
 * Plans polls when a clock says so.
 *
 * <p>Repeatable: a poll that still waits or runs is not planned twice. Guarantee: the messages of
 * the tasks are sent only if the runs were written.
 */
public final class PollSchedule {
    private final RoundPlanning planning;
    private final RunProgress progress;

    PollSchedule(RoundPlanning planning, RunProgress progress) {
        this.planning = planning;
        this.progress = progress;
    }

    /**
     * Plans one round: the course list before what is read per course, kind after kind.
     *
     * @param pollKey a key of {@code polls:} in {@code organisation.yaml}; one that ends in {@code
     *     -full} without that ending reads only what moved, which also happens by itself after
     *     accesses were polled
     */
    public Planned plan(Platform platform, String pollKey) {
        progress.endOverdue(platform);
        var planned = planning.plan(platform, pollKey);
        progress.advance(platform);
        return planned;
    }
}
