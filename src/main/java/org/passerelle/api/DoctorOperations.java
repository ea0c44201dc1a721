package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Role;
import org.passerelle.learning.KnownPlatforms;
import org.passerelle.learning.PlatformDoctor;
import org.passerelle.messages.MessageCodec;

/** How a platform is wired, and which of its screens mends what is wrong. */
public final class DoctorOperations {
    private final KnownPlatforms platforms;
    private final PlatformDoctor doctor;

    public DoctorOperations(KnownPlatforms platforms, PlatformDoctor doctor) {
        this.platforms = platforms;
        this.doctor = doctor;
    }

    public List<Operation> all() {
        return List.of(
                Operation.act(
                        "doctor-examine",
                        "/platforms/{platform}/examinations",
                        Access.of(Role.ADMINISTRATOR, Role.SUPPORT),
                        this::examine));
    }

    /** Asks the platform now; takes as long as it takes to answer. */
    private ApiAnswer examine(ApiRequest request) {
        var platform =
                Optional.ofNullable(platforms.byKey().get(request.platform()))
                        .filter(one -> request.sees(one.organisation()))
                        .orElseThrow(
                                () ->
                                        new RequestProblem(
                                                Problem.notFound(
                                                        "no platform has this key; see: passerelle"
                                                                + " platform list")));
        return ApiAnswer.ok(Page.all(doctor.examine(platform), DoctorOperations::view));
    }

    private static JsonNode view(PlatformDoctor.Finding finding) {
        var view =
                MessageCodec.json()
                        .createObjectNode()
                        .put("check", finding.check())
                        .put(
                                "result",
                                finding.result().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .put("what", finding.what());
        return finding.mend().isEmpty() ? view : view.put("mend", finding.mend());
    }
}
