package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.custody.restore.RestoreState;
import org.passerelle.custody.restore.Restores;
import org.passerelle.messages.MessageCodec;

/** After a restore of our own store: what is missing, erase it again, let the journal go on. */
public final class RestoreOperations {
    private static final Access READERS = Access.of(Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR);

    /** The store holds every organisation. */
    private static final Access DECIDERS = Access.everywhere(Role.DPO);

    private final Restores restores;

    public RestoreOperations(Restores restores) {
        this.restores = restores;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get("restore-check", "/restore", READERS, this::check),
                Operation.act("restore-replay", "/restore/replay", DECIDERS, this::replay),
                Operation.post("restore-accept", "/restore/fork", DECIDERS, this::accept));
    }

    private ApiAnswer check(ApiRequest request) {
        return ApiAnswer.ok(view(restores.check()));
    }

    private ApiAnswer replay(ApiRequest request) {
        int replayed = restores.replay(request.actor());
        return ApiAnswer.ok(view(restores.check()).put("replayed", replayed));
    }

    private ApiAnswer accept(ApiRequest request) {
        request.onlyFields("reason");
        var reason =
                Optional.of(request.requiredText("reason"))
                        .filter(code -> code.matches("[a-z][a-z0-9-]{0,63}"))
                        .orElseThrow(
                                () ->
                                        new RequestProblem(
                                                Problem.badRequest(
                                                        "reason: expected a code in kebab-case such"
                                                                + " as disk-lost, without any name")));
        return restores.acceptFork(request.actor(), reason)
                ? ApiAnswer.ok(view(restores.check()).put("accepted", true))
                : new ApiAnswer.Refused(
                        Problem.conflict(
                                "the journal is what the second place knows; there is no fork to"
                                        + " accept"));
    }

    private static ObjectNode view(RestoreState state) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("mayPoll", state.mayPoll())
                        .put("tombstonesToReplay", state.missingTombstones())
                        .put("strangeFiles", state.strangeFiles())
                        .put("checkpointsMissing", state.journal().beyond())
                        .put("journalForked", state.journal().forked());
        state.openRestore().ifPresent(at -> view.put("restoredFrom", at.toString()));
        return view;
    }
}
