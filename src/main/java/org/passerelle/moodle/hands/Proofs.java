package org.passerelle.moodle.hands;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.commands.hands.Check;
import org.passerelle.commands.hands.Check.Name;
import org.passerelle.commands.hands.Check.Result;
import org.passerelle.commands.hands.ErasureTrail;
import org.passerelle.commands.hands.FormerIdentity.Part;
import org.passerelle.commands.hands.Target;
import org.passerelle.commands.hands.Verification;
import org.passerelle.moodle.client.MoodleRefusal;
import org.passerelle.moodle.hands.DataRequests.Row;
import org.passerelle.personaldata.Platform;

/**
 * Reads what can be read after an erasure. An empty answer proves something only beside a full one:
 * a token that may not see a field gets an empty list, too.
 */
final class Proofs {
    private static final String NO_CANARY =
            "Le compte témoin n’est pas trouvé par cette recherche : une réponse vide ne prouve rien.";
    private static final String NOT_KNOWN =
            "La valeur n’était pas lisible avant l’effacement, ou était vide.";
    private static final String NOT_READABLE =
            "La plateforme ne laisse pas lire cette information.";

    private record Search(Name name, String field, Part part) {}

    private static final List<Search> SEARCHES =
            List.of(
                    new Search(Name.OLD_LEARNER_NUMBER, "idnumber", Part.LEARNER_NUMBER),
                    new Search(Name.OLD_MAIL_ADDRESS, "email", Part.MAIL_ADDRESS),
                    new Search(Name.OLD_SIGN_IN_NAME, "username", Part.SIGN_IN_NAME));

    private final Accounts accounts;
    private final DataRequests requests;

    Proofs(Accounts accounts, DataRequests requests) {
        this.accounts = accounts;
        this.requests = requests;
    }

    Verification verify(Target target, ErasureTrail trail) {
        var platform = target.platform();
        var canary = accounts.canary(platform);
        var request = requests.find(platform, trail.requestId());
        var checks = new ArrayList<Check>();
        checks.add(gone(target, canary));
        checks.add(marker(request, trail.marker()));
        checks.add(claim(request));
        for (Search search : SEARCHES) {
            checks.add(old(platform, search, trail, canary));
        }
        checks.add(kept(platform));
        return new Verification(checks, KnownResidues.IN_FRENCH);
    }

    private Check gone(Target target, Optional<JsonNode> canary) {
        if (accounts.find(target).isPresent()) {
            return failed(Name.ACCOUNT_GONE, "Le compte existe encore.");
        }
        return canary.isPresent()
                ? passed(Name.ACCOUNT_GONE)
                : notRun(Name.ACCOUNT_GONE, NO_CANARY);
    }

    private static Check marker(Optional<Row> request, String marker) {
        return request.flatMap(Row::department)
                .map(
                        department -> {
                            if (department.equals(marker)) {
                                return failed(
                                        Name.MARKER_GONE,
                                        "La marque est encore là : le nettoyage horaire de Moodle est passé avant"
                                                + " l’effacement ; le profil et les messages privés sont restés.");
                            }
                            return department.isEmpty()
                                    ? passed(Name.MARKER_GONE)
                                    : notRun(Name.MARKER_GONE, "Une valeur inattendue y figure.");
                        })
                .orElseGet(() -> notRun(Name.MARKER_GONE, NOT_READABLE));
    }

    private static Check claim(Optional<Row> request) {
        return request.map(
                        row ->
                                row.status() == DataRequests.DELETED
                                        ? passed(Name.PLATFORM_CLAIM)
                                        : failed(
                                                Name.PLATFORM_CLAIM,
                                                "Statut de la demande : " + row.status() + "."))
                .orElseGet(() -> notRun(Name.PLATFORM_CLAIM, NOT_READABLE));
    }

    private Check old(
            Platform platform, Search search, ErasureTrail trail, Optional<JsonNode> canary) {
        var former = trail.identity().value(search.part());
        if (former.isEmpty()) {
            return notRun(search.name(), NOT_KNOWN);
        }
        var control = canary.map(account -> account.path(search.field()).asText()).orElse("");
        if (control.isEmpty() || !found(platform, search.field(), control)) {
            return notRun(search.name(), NO_CANARY);
        }
        return found(platform, search.field(), former.get())
                ? failed(search.name(), "Un autre compte porte encore cette valeur.")
                : passed(search.name());
    }

    /**
     * Searches by e-mail take {@code %} and {@code _} as wildcards: what comes back is compared.
     */
    private boolean found(Platform platform, String field, String value) {
        return accounts.search(platform, field, value).stream()
                .anyMatch(user -> user.path(field).asText().equalsIgnoreCase(value));
    }

    private Check kept(Platform platform) {
        try {
            return requests.keepsContexts(platform)
                    ? failed(
                            Name.NOTHING_KEPT,
                            "La plateforme a des règles de conservation : elle a pu garder des contenus dont la durée"
                                    + " court encore, sans le dire.")
                    : passed(Name.NOTHING_KEPT);
        } catch (MoodleRefusal refusal) {
            return notRun(Name.NOTHING_KEPT, NOT_READABLE);
        }
    }

    private static Check passed(Name name) {
        return new Check(name, Result.PASSED, "");
    }

    private static Check failed(Name name, String detail) {
        return new Check(name, Result.FAILED, detail);
    }

    private static Check notRun(Name name, String why) {
        return new Check(name, Result.NOT_RUN, why);
    }
}
