package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.commands.Command;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.StoredStep;
import org.passerelle.commands.desk.CommandDesk;
import org.passerelle.commands.desk.CommandView;
import org.passerelle.commands.desk.Ruling;
import org.passerelle.messages.MessageCodec;

/** Commands to platforms: what waits, what ran, and what a data-protection officer decides. */
public final class CommandOperations {
    private static final Access READERS =
            Access.of(Role.ADMINISTRATOR, Role.SUPPORT, Role.DPO, Role.AUDITOR);
    private static final Access DECIDERS = Access.of(Role.DPO);
    private static final Access TECHNICIANS = Access.of(Role.ADMINISTRATOR, Role.DPO);

    private final CommandDesk desk;

    public CommandOperations(CommandDesk desk) {
        this.desk = desk;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get("commands-list", "/commands", READERS, this::list),
                Operation.get("commands-show", "/commands/{number}", READERS, this::show),
                Operation.post(
                        "commands-approve", "/commands/approvals", DECIDERS, decide(desk::approve)),
                Operation.post("commands-reject", "/commands/rejections", DECIDERS, this::reject),
                Operation.post(
                        "commands-release", "/commands/releases", DECIDERS, decide(desk::release)),
                Operation.post(
                        "commands-accept", "/commands/acceptances", DECIDERS, decide(desk::accept)),
                Operation.post(
                        "commands-resume",
                        "/commands/resumptions",
                        TECHNICIANS,
                        decide(desk::resume)),
                Operation.post(
                        "commands-waive", "/commands/waivers", DECIDERS, decide(desk::waive)),
                Operation.post(
                        "commands-prove", "/commands/proofs", TECHNICIANS, decide(desk::prove)));
    }

    private ApiAnswer list(ApiRequest request) {
        int limit = request.limit();
        var states =
                request.text("state")
                        .map(CommandOperations::states)
                        .orElseGet(CommandOperations::open);
        long after = request.text("after").isPresent() ? request.number("after") : 0;
        return ApiAnswer.ok(
                Page.of(
                        Page.seen(
                                (from, most) -> desk.list(states, from, most),
                                after,
                                limit + 1,
                                command -> command.id().value(),
                                command -> sees(request, command)),
                        limit,
                        CommandOperations::view,
                        command -> command.id().toString()));
    }

    private static List<CommandState> open() {
        return Arrays.stream(CommandState.values()).filter(CommandState::open).toList();
    }

    private static List<CommandState> states(String text) {
        return switch (text) {
            case "all" -> List.of(CommandState.values());
            case "open" -> open();
            default ->
                    CommandState.of(text)
                            .map(List::of)
                            .orElseThrow(
                                    () ->
                                            new RequestProblem(
                                                    Problem.badRequest(
                                                            "state: expected open, all, "
                                                                    + String.join(
                                                                            ", ", stateKeys()))));
        };
    }

    private static List<String> stateKeys() {
        return Stream.of(CommandState.values()).map(CommandState::key).toList();
    }

    private ApiAnswer show(ApiRequest request) {
        return desk.show(new CommandId(request.number("number")))
                .filter(command -> sees(request, command.command()))
                .map(command -> ApiAnswer.ok(view(command)))
                .orElseGet(
                        () ->
                                new ApiAnswer.Refused(
                                        Problem.notFound(
                                                "no command has this number; see: passerelle"
                                                        + " command list")));
    }

    /** What {@link CommandDesk} offers for many commands at once. */
    private interface Decision {
        List<Ruling> on(Collection<CommandId> ids, String actor);
    }

    private Operation.Work decide(Decision decision) {
        return request -> {
            request.onlyFields("commands");
            return answer(ruled(request, decision));
        };
    }

    private static boolean sees(ApiRequest request, Command command) {
        return request.sees(command.proposal().organisation());
    }

    /** In the order asked; a command of another organisation is none. */
    private List<Ruling> ruled(ApiRequest request, Decision decision) {
        return ids(request).stream()
                .map(
                        id ->
                                request.seesAll() || seen(request, id)
                                        ? decision.on(List.of(id), request.actor()).getFirst()
                                        : new Ruling.Refused(id, "no command has this number"))
                .toList();
    }

    private boolean seen(ApiRequest request, CommandId id) {
        return desk.show(id).filter(view -> sees(request, view.command())).isPresent();
    }

    /** The reason is a code: a sentence would carry names into evidence that lives for years. */
    private ApiAnswer reject(ApiRequest request) {
        request.onlyFields("commands", "reason");
        var reason = request.requiredText("reason");
        if (!reason.matches("[a-z][a-z0-9-]{2,63}")) {
            throw new RequestProblem(
                    Problem.badRequest(
                            "reason: expected a short code such as learner-returned, in lower-case"
                                    + " letters, digits and hyphens, without any name"));
        }
        return answer(ruled(request, (ids, actor) -> desk.reject(ids, actor, reason)));
    }

    private static List<CommandId> ids(ApiRequest request) {
        var ids = request.bodyNumbers("commands").stream().map(CommandId::new).toList();
        if (ids.isEmpty()) {
            throw new RequestProblem(
                    Problem.badRequest("commands: expected a list of at least one number"));
        }
        return ids;
    }

    private static ApiAnswer answer(List<Ruling> rulings) {
        return ApiAnswer.ok(Page.all(rulings, CommandOperations::view));
    }

    private static JsonNode view(Ruling ruling) {
        var view = MessageCodec.json().createObjectNode().put("number", ruling.command().value());
        return switch (ruling) {
            case Ruling.Accepted accepted -> view.put("result", "accepted");
            case Ruling.Held held -> view.put("result", "held").put("why", held.why());
            case Ruling.Refused refused -> view.put("result", "refused").put("why", refused.why());
        };
    }

    private static JsonNode view(CommandView command) {
        var view = view(command.command());
        var steps = view.putArray("steps");
        command.steps().forEach(step -> steps.add(view(step)));
        return view;
    }

    private static ObjectNode view(Command command) {
        var proposal = command.proposal();
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("number", command.id().value())
                        .put("type", proposal.type().key())
                        .put("destructive", proposal.type().destructive())
                        .put("state", command.state().key())
                        .put("stateAt", command.stateAt().toString())
                        .put("organisation", proposal.organisation().value())
                        .put("platform", proposal.platform().value())
                        .put("subject", proposal.subject().toString())
                        .put("rule", proposal.rule().value())
                        .put("clause", proposal.clause())
                        .put("pack", proposal.pack().version())
                        .put("dueOn", proposal.dueOn().toString())
                        .put("proposedBy", proposal.proposedBy())
                        .put("proposedAt", command.proposedAt().toString())
                        .put("marker", command.marker());
        proposal.course().ifPresent(course -> view.put("course", course.value()));
        command.approval()
                .ifPresent(
                        approval ->
                                view.put("approvedBy", approval.by())
                                        .put("approvedAt", approval.at().toString()));
        command.waivedBy().ifPresent(by -> view.put("waivedBy", by));
        if (!command.reason().isEmpty()) {
            view.put("reason", command.reason());
        }
        return view;
    }

    private static ObjectNode view(StoredStep step) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("step", step.name().key())
                        .put("state", step.state().key())
                        .put("attempts", step.attempts());
        step.nextAttemptAt().ifPresent(at -> view.put("nextAttemptAt", at.toString()));
        step.settledAt().ifPresent(at -> view.put("settledAt", at.toString()));
        if (!step.reason().isEmpty()) {
            view.put("reason", step.reason());
        }
        return view;
    }
}
