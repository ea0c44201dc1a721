package org.passerelle.api;

import java.util.List;
import java.util.Optional;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.commands.desk.ErasureCanaries;
import org.passerelle.learning.KnownPlatforms;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.SubjectId;

/** Naming the learner whose erasure proves that a Moodle before 4.4 can be trusted with others. */
public final class CanaryOperations {
    private final KnownPlatforms platforms;
    private final ErasureCanaries canaries;

    public CanaryOperations(KnownPlatforms platforms, ErasureCanaries canaries) {
        this.platforms = platforms;
        this.canaries = canaries;
    }

    public List<Operation> all() {
        return List.of(
                Operation.post(
                        "canary-name",
                        "/platforms/{platform}/erasure-canary",
                        Access.of(Role.ADMINISTRATOR),
                        this::name));
    }

    private ApiAnswer name(ApiRequest request) {
        request.onlyFields("subject");
        var platform =
                Optional.ofNullable(platforms.byKey().get(request.platform()))
                        .orElseThrow(
                                () ->
                                        new RequestProblem(
                                                Problem.notFound(
                                                        "no platform has this key; see: passerelle"
                                                                + " platform list")));
        canaries.name(platform.organisation(), platform.key(), subject(request), request.actor());
        return ApiAnswer.ok(MessageCodec.json().createObjectNode().put("named", true));
    }

    private static SubjectId subject(ApiRequest request) {
        var text = request.requiredText("subject");
        if (!text.matches("[0-9a-f]{32}")) {
            throw new RequestProblem(
                    Problem.badRequest(
                            "subject: expected the 32 lower-case hexadecimal digits of a pseudonym"));
        }
        return SubjectId.of(text);
    }
}
