package org.passerelle.rights.restriction;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.policy.PurposeKey;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.retention.holds.Holds;
import org.passerelle.retention.standing.PurposeObjections;
import org.passerelle.rights.requests.Moves;
import org.passerelle.rights.requests.Moves.Note;
import org.passerelle.rights.requests.Outcome;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestId;
import org.passerelle.rights.requests.RequestState;
import org.passerelle.rights.requests.RequestType;

/**
 * What approved restrictions and objections do, and how a restriction ends.
 *
 * <p>Guarantee: a restriction that a request placed is lifted only after the person was told (Art.
 * 18(3)); what waited meanwhile is released or cancelled with it, in one transaction. An objection
 * stops the processing as soon as it is known who objects, before anybody has judged it (Art.
 * 18(1)(d), UPR-76).
 */
public final class Freezes {
    private static final Map<String, String> GROUNDS =
            Map.of(
                    "accuracy", "accuracy-contested",
                    "unlawful", "processing-unlawful",
                    "claims", "needed-for-claims",
                    "objection", "objection-pending");

    private final Moves moves;
    private final Holds holds;
    private final PurposeObjections objections;
    private final HeldMessages held;

    public Freezes(Moves moves, Holds holds, PurposeObjections objections, HeldMessages held) {
        this.moves = moves;
        this.holds = holds;
        this.objections = objections;
        this.held = held;
    }

    /** What becomes of messages that waited. */
    public enum Waiting {
        RELEASE,
        CANCEL
    }

    /** The consequence of an approved restriction. */
    public Outcome freeze(Request request, String actor) {
        var ground = request.intake().particulars().getOrDefault("ground", "");
        var reason = GROUNDS.getOrDefault(ground, "article-18");
        return place(request, reason, until(request), RequestState.VERIFIED, actor);
    }

    /** The consequence of knowing who objects: everything stops, then it is judged. */
    public Outcome stopFirst(Request request, String actor) {
        return request.type() != RequestType.OBJECTION || request.subject().isEmpty()
                ? new Outcome.Done(request)
                : place(request, "objection-pending", Optional.empty(), request.state(), actor);
    }

    private Outcome place(
            Request request,
            String reason,
            Optional<LocalDate> until,
            RequestState to,
            String actor) {
        var placing =
                new Holds.Placing(
                        request.subject().orElseThrow(), HoldKind.RESTRICTION, reason, until);
        return switch (holds.place(placing, actor)) {
            case Holds.Outcome.Placed placed ->
                    moves.frozen(
                            request,
                            to,
                            placed.id(),
                            new Note(actor, "restricted", Map.of("reason", reason)));
            case Holds.Outcome.UnknownSubject unknown ->
                    new Outcome.Refused("the subject was erased; there is nothing to restrict");
            case Holds.Outcome.Over over -> new Outcome.Refused("its last day has passed");
            case Holds.Outcome.Lifted lifted -> new Outcome.Refused("lifted");
            case Holds.Outcome.NotToldYet early -> new Outcome.Refused("nobody was told");
            case Holds.Outcome.NotStanding none -> new Outcome.Refused("no hold stands");
        };
    }

    /**
     * The consequence of an objection found to be right: its purposes stay stopped for good, and
     * the rest goes on. The answer tells the person so.
     */
    public Outcome uphold(Request request, String actor) {
        var purposes = purposes(request);
        if (purposes.isEmpty()) {
            return new Outcome.Refused(
                    "an objection names its purposes: particulars.purposes, keys of the pack");
        }
        objections.record(request.subject().orElseThrow(), purposes, actor);
        request.progress().hold().ifPresent(hold -> holds.lift(hold, actor));
        held.settle(request.subject().orElseThrow(), Waiting.RELEASE);
        return moves.move(
                request,
                RequestState.VERIFIED,
                new Note(actor, "objection-upheld", Map.of("purposes", words(purposes))));
    }

    /** The person was told that a restriction will be lifted. */
    public Outcome announce(RequestId id, LocalDate sentOn, String actor) {
        return moves.locked(
                id,
                request ->
                        request.progress().hold().isEmpty()
                                ? new Outcome.Refused(
                                        "request " + id + " has placed no restriction")
                                : sentOn.isAfter(moves.today())
                                        ? new Outcome.Refused(
                                                "the letter is announced on the day it leaves")
                                        : moves.announced(request, sentOn, actor));
    }

    /** Ends a restriction that was announced. */
    public Outcome lift(RequestId id, Waiting waiting, String actor) {
        return moves.locked(
                id,
                request -> {
                    var hold = request.progress().hold();
                    if (hold.isEmpty()) {
                        return new Outcome.Refused("request " + id + " has placed no restriction");
                    }
                    if (!moves.isAnnounced(request)) {
                        return new Outcome.Refused(
                                "the person is told before a restriction is lifted (Art. 18(3)):"
                                        + " request announce-lift "
                                        + id);
                    }
                    if (!(holds.lift(hold.get(), actor) instanceof Holds.Outcome.Lifted lifted)) {
                        return new Outcome.Refused("the restriction is lifted already");
                    }
                    int settled = held.settle(lifted.subject(), waiting);
                    return moves.written(
                            request,
                            new Note(
                                    actor,
                                    "restriction-lifted",
                                    Map.of(
                                            "waiting",
                                            waiting.name().toLowerCase(java.util.Locale.ROOT),
                                            "messages",
                                            "" + settled)));
                });
    }

    private static Optional<LocalDate> until(Request request) {
        return Optional.ofNullable(request.intake().particulars().get("until"))
                .map(LocalDate::parse);
    }

    private static Set<PurposeKey> purposes(Request request) {
        var named = request.intake().particulars().getOrDefault("purposes", "");
        return List.of(named.split(",")).stream()
                .filter(key -> !key.isBlank())
                .map(PurposeKey::new)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    private static String words(Set<PurposeKey> purposes) {
        return purposes.stream()
                .map(PurposeKey::value)
                .sorted()
                .collect(java.util.stream.Collectors.joining(","));
    }
}
