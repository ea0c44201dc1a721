package org.passerelle.rights.rectification;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.desk.CommandDesk;
import org.passerelle.commands.desk.Rectifications;
import org.passerelle.commands.desk.Ruling;
import org.passerelle.commands.hands.RectifiableFields;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.Platform;
import org.passerelle.policy.RuleKey;
import org.passerelle.rights.requests.Applicant;
import org.passerelle.rights.requests.Moves;
import org.passerelle.rights.requests.Moves.Note;
import org.passerelle.rights.requests.Outcome;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestDesk;
import org.passerelle.rights.requests.RequestId;
import org.passerelle.rights.requests.RequestState;
import org.passerelle.rights.requests.RequestType;
import org.passerelle.rights.requests.RightsGround;

/**
 * Sends the corrected values of an approved request to the platform and follows the command until
 * they were read back. The values travel on no queue.
 */
public final class Corrections {
    private static final RuleKey RULE = new RuleKey("rights/rectification");

    private final RightsGround ground;
    private final Moves moves;
    private final RequestDesk requests;
    private final Platforms platforms;

    /** What is asked of other duties. */
    public record Platforms(
            SubjectDirectory directory, Rectifications rectifications, CommandDesk commands) {}

    public Corrections(
            RightsGround ground, Moves moves, RequestDesk requests, Platforms platforms) {
        this.ground = ground;
        this.moves = moves;
        this.requests = requests;
        this.platforms = platforms;
    }

    /** The consequence of an approved rectification, within its transaction. */
    public Outcome send(Request request, String actor) {
        var fields = fields(requests.applicant(request));
        if (fields.isEmpty()) {
            return new Outcome.Refused(
                    "the request names no corrected value; add them: request clarify, more.<field>");
        }
        var others = RectifiableFields.others(fields.keySet());
        if (!others.isEmpty()) {
            return new Outcome.Refused(
                    "no command can write "
                            + others.getFirst().value()
                            + "; expected some of "
                            + RectifiableFields.names());
        }
        var proposed =
                platform(request)
                        .map(platform -> proposal(request, platform, actor))
                        .flatMap(proposal -> platforms.rectifications().propose(proposal, fields));
        if (proposed.isEmpty()) {
            return new Outcome.Refused(
                    "another rectification of this account is open, or its platform is not declared");
        }
        var ruling = platforms.commands().approve(List.of(proposed.get()), actor).getFirst();
        return ruling instanceof Ruling.Refused refused
                ? new Outcome.Refused(refused.why())
                : moves.sent(
                        request,
                        proposed.get().value(),
                        new Note(
                                actor,
                                "rectification-sent",
                                Map.of("command", proposed.get().toString())));
    }

    /** Looks how far the commands are; repeatable. */
    public void run() {
        var open = EnumSet.of(RequestState.APPROVED, RequestState.NEEDS_HUMAN);
        for (RequestId id : moves.in(RequestType.RECTIFICATION, open)) {
            moves.locked(id, this::follow);
        }
    }

    private Outcome follow(Request request) {
        var state =
                request.progress()
                        .command()
                        .map(CommandId::new)
                        .flatMap(platforms.commands()::show)
                        .map(view -> view.command().state());
        return state.map(now -> moved(request, now)).orElseGet(() -> new Outcome.Done(request));
    }

    private Outcome moved(Request request, CommandState command) {
        return switch (command) {
            case DONE -> to(request, RequestState.VERIFIED, "read-back");
            case NEEDS_PERSON, REFUSED, REJECTED, CANCELLED, HELD ->
                    to(request, RequestState.NEEDS_HUMAN, "needs-person");
            case PROPOSED, ISSUED, RUNNING -> new Outcome.Done(request);
        };
    }

    private Outcome to(Request request, RequestState state, String action) {
        return request.state().mayBecome(state)
                ? moves.move(request, state, Note.of("engine", action))
                : new Outcome.Done(request);
    }

    private static Map<FieldName, FieldValue.Text> fields(Optional<Applicant> applicant) {
        var fields = new HashMap<FieldName, FieldValue.Text>();
        applicant.ifPresent(
                who -> who.more().forEach((name, value) -> fields.put(new FieldName(name), value)));
        return fields;
    }

    private Optional<Platform> platform(Request request) {
        return request.subject()
                .flatMap(platforms.directory()::platformOf)
                .flatMap(ground.packs()::platform);
    }

    private Proposal proposal(Request request, Platform platform, String actor) {
        return new Proposal(
                request.organisation(),
                platform.key(),
                request.subject().orElseThrow(),
                CommandType.RECTIFY,
                Optional.empty(),
                RULE,
                "RGPD, art. 16 ; demande no " + request.id(),
                ground.packs().pack(request.organisation()).version(),
                request.deadline().dueOn(),
                actor);
    }
}
