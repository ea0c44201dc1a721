package org.passerelle.rights.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.rights.deadlines.Deadline;

/**
 * One request, without anything that names the person.
 *
 * @param subject whose data are meant; empty until somebody found out
 * @param person the holder of the key that the applicant's own words are stored under
 */
public record Request(
        RequestId id,
        OrganisationKey organisation,
        RequestType type,
        RequestState state,
        Optional<SubjectId> subject,
        SubjectId person,
        Deadline deadline,
        Intake intake,
        Progress progress) {

    /**
     * How it came.
     *
     * @param targetOn the last day of the organisation's own target, where its pack has one
     * @param duplicateOf an earlier one of the same person and type, for information: it blocks
     *     nothing
     */
    public record Intake(
            String channel,
            Instant receivedAt,
            Optional<LocalDate> targetOn,
            Map<String, String> particulars,
            Optional<RequestId> duplicateOf) {
        public Intake {
            particulars = Map.copyOf(particulars);
        }
    }

    /**
     * What has been done with it.
     *
     * @param stale something happened after the assessment that it did not know of
     * @param coolOffEndsAt before then nothing destructive begins
     * @param abortWishedAt withdrawn after the account was closed: opened again if still possible
     * @param command the number of the command that carries it out
     * @param hold the number of the restriction it placed
     * @param answeredOn the day the answer was sent
     */
    public record Progress(
            Instant stateAt,
            Optional<Identity> identity,
            Optional<Act> assessed,
            boolean stale,
            Optional<Act> approved,
            Optional<Instant> coolOffEndsAt,
            Optional<Instant> abortWishedAt,
            Optional<Long> command,
            Optional<Long> hold,
            Optional<LocalDate> answeredOn) {}

    /** Who did something, and when. */
    public record Act(String by, Instant at) {}

    /** The organisation's own target beside the legal limit; empty where its pack has none. */
    public Optional<Deadline> target() {
        return intake.targetOn()
                .map(day -> new Deadline(deadline.receivedOn(), day, Optional.empty()));
    }

    String journalObject() {
        return "request " + id;
    }
}
