package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.custody.rotation.KeyRotations;
import org.passerelle.custody.rotation.KeyRotations.Outcome;
import org.passerelle.keys.MasterVersion;
import org.passerelle.messages.MessageCodec;

/** The master key: which version wraps what, and its rotation. */
public final class KeyOperations {
    private static final Access READERS = Access.of(Role.ADMINISTRATOR, Role.DPO, Role.AUDITOR);
    private static final Access KEEPERS = Access.everywhere(Role.ADMINISTRATOR);

    private final KeyRotations rotations;

    public KeyOperations(KeyRotations rotations) {
        this.rotations = rotations;
    }

    public List<Operation> all() {
        return List.of(
                Operation.get("keys-list", "/keys", READERS, this::list),
                Operation.act("keys-prepare", "/keys/preparation", KEEPERS, this::prepare),
                Operation.act("keys-rotate", "/keys/rotation", KEEPERS, this::begin),
                Operation.act("keys-advance", "/keys/rotation/advance", KEEPERS, this::advance),
                Operation.act("keys-discard", "/keys/{version}/discard", KEEPERS, this::discard));
    }

    private ApiAnswer list(ApiRequest request) {
        return ApiAnswer.ok(Page.all(rotations.versions(), KeyOperations::view));
    }

    private ApiAnswer prepare(ApiRequest request) {
        return answer(rotations.prepare(request.actor()));
    }

    private ApiAnswer begin(ApiRequest request) {
        return answer(rotations.begin(request.actor()));
    }

    private ApiAnswer advance(ApiRequest request) {
        return answer(rotations.advance(request.actor()));
    }

    private ApiAnswer discard(ApiRequest request) {
        return answer(
                rotations.discard(
                        (int) Math.min(request.number("version"), Integer.MAX_VALUE),
                        request.actor()));
    }

    private static ApiAnswer answer(Outcome outcome) {
        var json = MessageCodec.json().createObjectNode();
        return switch (outcome) {
            case Outcome.Prepared prepared ->
                    ApiAnswer.created(json.put("version", prepared.version()));
            case Outcome.Advanced advanced ->
                    ApiAnswer.ok(
                            json.put("version", advanced.version())
                                    .put("rewrapped", advanced.rewrapped())
                                    .put("remaining", advanced.remaining())
                                    .put("finished", advanced.finished()));
            case Outcome.Discarded discarded ->
                    ApiAnswer.ok(json.put("discarded", discarded.version()));
            case Outcome.UnderWay underWay ->
                    refused(
                            "the rotation to version "
                                    + underWay.version()
                                    + " is under way; passerelle keys rotate carries it on");
            case Outcome.NothingUnderWay nothing -> refused("no rotation is under way");
            case Outcome.NotRetired not ->
                    refused(
                            "version "
                                    + not.version()
                                    + " is not retired: only a master key that wraps nothing may"
                                    + " go; see passerelle keys list");
            case Outcome.StillNeeded needed ->
                    refused(
                            "a backup of the keys needs version "
                                    + needed.version()
                                    + " until "
                                    + needed.until()
                                    + "; discard it after that day");
        };
    }

    private static ApiAnswer refused(String why) {
        return new ApiAnswer.Refused(Problem.conflict(why));
    }

    private static JsonNode view(MasterVersion version) {
        return MessageCodec.json()
                .createObjectNode()
                .put("version", version.version())
                .put("state", version.state().key())
                .put("since", version.stateAt().toString())
                .put("madeAt", version.madeAt().toString())
                .put("wraps", version.wraps());
    }
}
