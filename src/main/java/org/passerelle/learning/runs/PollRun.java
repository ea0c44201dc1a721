package org.passerelle.learning.runs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;

/**
 * One reading of one kind of one platform.
 *
 * @param round names the runs that were planned together; they run one after the other
 * @param fields the fields the policy let it ask for
 * @param reasons why the verdict is what it is, with the cure; no personal value
 */
public record PollRun(
        long id,
        Round round,
        Source source,
        Coverage coverage,
        State state,
        Optional<RunVerdict> verdict,
        Optional<RunHold> hold,
        boolean siteChecked,
        Set<FieldName> fields,
        List<String> reasons,
        Counts counts,
        Times times) {
    public PollRun {
        fields = Set.copyOf(fields);
        reasons = List.copyOf(reasons);
    }

    /** Where a run stands. */
    public enum State {
        WAITING,
        OPEN,
        ENDED
    }

    /**
     * @param position within the round, from 0
     * @param pollKey the interval it was planned by: {@code enrolments}
     */
    public record Round(String id, int position, String pollKey) {}

    /** What is read. */
    public record Source(OrganisationKey organisation, PlatformKey platform, RecordKind kind) {}

    /**
     * @param read rows the platform answered, dropped ones included
     */
    public record Counts(long read, int added, int changed, int gone) {}

    /**
     * @param patienceSeconds two intervals; a run that takes longer is partial
     */
    public record Times(
            Instant planned,
            Optional<Instant> started,
            Optional<Instant> ended,
            long patienceSeconds) {}

    public PlatformKey platform() {
        return source.platform();
    }

    public RecordKind kind() {
        return source.kind();
    }

    public boolean isOverdue(Instant now) {
        return times.started()
                .orElse(times.planned())
                .plusSeconds(times.patienceSeconds())
                .isBefore(now);
    }

    public boolean isHeldFor(RunHold.Cause cause) {
        return hold.filter(held -> held.cause() == cause && held.state() == RunHold.State.UNDECIDED)
                .isPresent();
    }
}
