package org.passerelle.rights.requests;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a request stands, and where it may go from there. Source: algorithms 5.5.
 *
 * <p>Guarantee: nothing that destroys is reached without {@link #IDENTITY_VERIFIED}, {@link
 * #ASSESSED} and {@link #APPROVED}; from {@link #SCRUBBED} on there is no way back.
 */
public enum RequestState {
    RECEIVED,
    /** What is asked, or by whom, is not clear (UPR-79, UPR-80). The time to answer runs on. */
    NEEDS_CLARIFICATION,
    IDENTITY_VERIFIED,
    /** What is to be done is written down, for each category where the type asks for it. */
    ASSESSED,
    APPROVED,
    /** Approved; the person may still change their mind. */
    COOLING_OFF,
    /** A hold stands in the way of the erasure. */
    ON_HOLD,
    /** The account is closed; it can be opened again. */
    LOCKED,
    /** The point of no return: the account bears no name any more. */
    SCRUBBED,
    DELETED_REQUESTED,
    /** The platform says that it has erased. */
    DELETED_CLAIMED,
    /** What could be checked was read again. */
    VERIFIED,
    VERIFY_FAILED,
    /** The command waits for a person; see it on the list of commands. */
    NEEDS_HUMAN,
    /** Past recipients were told, or there were none (GDPR Art. 19). */
    RECIPIENTS_NOTIFIED,
    /** The organisation says no to all of it, with reasons. */
    REFUSED,
    /** The person withdrew it. */
    ABORTED,
    CLOSED;

    /** The states it may change to. A state that names itself may be entered anew. */
    public Set<RequestState> next() {
        return switch (this) {
            case RECEIVED -> EnumSet.of(NEEDS_CLARIFICATION, IDENTITY_VERIFIED, REFUSED, ABORTED);
            case NEEDS_CLARIFICATION -> EnumSet.of(RECEIVED, REFUSED, ABORTED);
            case IDENTITY_VERIFIED -> EnumSet.of(ASSESSED, REFUSED, ABORTED);
            case ASSESSED -> EnumSet.of(ASSESSED, APPROVED, REFUSED, ABORTED);
            case APPROVED -> EnumSet.of(COOLING_OFF, VERIFIED, NEEDS_HUMAN, ABORTED, CLOSED);
            case COOLING_OFF -> EnumSet.of(ASSESSED, ON_HOLD, LOCKED, NEEDS_HUMAN, ABORTED);
            case ON_HOLD -> EnumSet.of(ASSESSED, LOCKED, NEEDS_HUMAN, ABORTED);
            case LOCKED -> EnumSet.of(SCRUBBED, NEEDS_HUMAN, ABORTED);
            case SCRUBBED -> EnumSet.of(DELETED_REQUESTED, NEEDS_HUMAN);
            case DELETED_REQUESTED -> EnumSet.of(DELETED_CLAIMED, NEEDS_HUMAN);
            case DELETED_CLAIMED -> EnumSet.of(VERIFIED, VERIFY_FAILED, NEEDS_HUMAN);
            case VERIFY_FAILED -> EnumSet.of(VERIFIED);
            case NEEDS_HUMAN ->
                    EnumSet.of(
                            LOCKED,
                            SCRUBBED,
                            DELETED_REQUESTED,
                            DELETED_CLAIMED,
                            VERIFIED,
                            VERIFY_FAILED,
                            ABORTED);
            case VERIFIED -> EnumSet.of(RECIPIENTS_NOTIFIED);
            case RECIPIENTS_NOTIFIED, REFUSED -> EnumSet.of(CLOSED);
            case ABORTED, CLOSED -> EnumSet.noneOf(RequestState.class);
        };
    }

    public boolean mayBecome(RequestState other) {
        return next().contains(other);
    }

    /** Nothing more happens to it. */
    public boolean ended() {
        return next().isEmpty();
    }

    /** The spelling in tables and answers: {@code cooling-off}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RequestState> of(String key) {
        return Arrays.stream(values()).filter(state -> state.key().equals(key)).findFirst();
    }

    public static String keys() {
        return Arrays.stream(values()).map(RequestState::key).collect(Collectors.joining(", "));
    }
}
