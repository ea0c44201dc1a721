package org.passerelle.rights.answers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.Organisation;
import org.passerelle.rights.deadlines.Extension;
import org.passerelle.rights.requests.Applicant;
import org.passerelle.rights.requests.Line;
import org.passerelle.rights.requests.Line.Verdict;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestDesk;
import org.passerelle.rights.requests.RightsGround;

/**
 * What letters say: to whom, what was decided for which data, why, until when. The complaint to the
 * CNIL and the remedy in court stand in the templates themselves. Source: GDPR Art. 12(3) and (4).
 */
final class Letter {
    private static final String UNKNOWN_GROUND = "motif no ";

    private final French french;
    private final Map<String, String> grounds;
    private final RightsGround ground;

    Letter(French french, Map<String, String> grounds, RightsGround ground) {
        this.french = french;
        this.grounds = Map.copyOf(grounds);
        this.ground = ground;
    }

    Map<String, Object> of(RequestDesk.View view, Optional<Applicant> applicant) {
        var request = view.request();
        var model = new HashMap<String, Object>();
        sender(request, model);
        model.put("number", request.id().toString());
        model.put("today", French.day(ground.today()));
        model.put("receivedOn", French.day(request.deadline().receivedOn()));
        model.put("dueOn", French.day(request.deadline().dueOn()));
        model.put("right", french.word("type", request.type().key()));
        model.put("name", applicant.map(Letter::name).orElse(""));
        model.put("home", applicant.map(who -> who.home().value()).orElse(""));
        model.put("because", refusal(view));
        model.put("extensionReason", extension(request));
        model.put("erased", rows(view.lines(), Verdict.ERASE_NOW));
        model.put("archived", rows(view.lines(), Verdict.ARCHIVE));
        model.put("refused", rows(view.lines(), Verdict.REFUSE));
        boolean partial =
                view.lines().stream().anyMatch(line -> line.verdict() != Verdict.ERASE_NOW);
        model.put("partial", partial ? "oui" : "");
        return model;
    }

    private void sender(Request request, Map<String, Object> model) {
        var organisation = ground.packs().organisation(request.organisation());
        model.put(
                "organisation",
                organisation.map(Organisation::name).orElse(request.organisation().value()));
        var officer = organisation.flatMap(Organisation::dpo);
        model.put("officer", officer.map(Organisation.Officer::name).orElse(""));
        model.put("officerAddress", officer.map(Organisation.Officer::email).orElse(""));
    }

    private static String name(Applicant applicant) {
        return applicant.givenName().value() + " " + applicant.familyName().value();
    }

    private String refusal(RequestDesk.View view) {
        return view.events().stream()
                .filter(event -> event.action().equals("refused"))
                .map(event -> words(event.details().getOrDefault("because", "")))
                .findFirst()
                .orElse("");
    }

    private String extension(Request request) {
        return request.deadline()
                .extension()
                .map(Extension::reason)
                .map(
                        reason ->
                                switch (reason) {
                                    case COMPLEXITY -> "la complexité de votre demande";
                                    case NUMBER_OF_REQUESTS -> "le nombre de demandes reçues";
                                })
                .orElse("");
    }

    private String words(String code) {
        return grounds.getOrDefault(code, UNKNOWN_GROUND + code);
    }

    private List<Map<String, Object>> rows(List<Line> lines, Verdict verdict) {
        var rows = new ArrayList<Map<String, Object>>();
        for (Line line : lines) {
            if (line.verdict() == verdict) {
                rows.add(
                        Map.of(
                                "category", category(line.category()),
                                "reason", line.because().isEmpty() ? "" : words(line.because()),
                                "until", line.until().map(French::day).orElse("")));
            }
        }
        return rows;
    }

    private String category(DataCategory category) {
        return french.word("category", category.key());
    }
}
