package org.passerelle.rights.answers;

import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.Organisation;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Purpose;
import org.passerelle.policy.Recipient;
import org.passerelle.policy.RetentionRule;

/**
 * What GDPR Art. 15(1)(a) to (h) and (2) want told besides the data, taken from the organisation's
 * pack: purposes, categories, recipients, periods, rights, source, automated decisions, transfers.
 * The complaint to the authority stands in the template.
 */
final class Notice {
    private final Pack pack;
    private final Organisation organisation;
    private final French french;

    Notice(Pack pack, Organisation organisation, French french) {
        this.pack = pack;
        this.organisation = organisation;
        this.french = french;
    }

    Map<String, Object> all() {
        var model = new LinkedHashMap<String, Object>();
        model.put("organisation", organisation.name());
        model.put("officer", organisation.dpo().map(Organisation.Officer::name).orElse(""));
        model.put("officerAddress", organisation.dpo().map(Organisation.Officer::email).orElse(""));
        model.put("packVersion", pack.version().version());
        model.put("purposes", purposes());
        model.put("categories", categories());
        model.put("recipients", recipients());
        model.put("periods", periods());
        model.put("rights", rights());
        model.put("sources", sources());
        model.put("automated", automated());
        model.put("transfers", transfers());
        return model;
    }

    private List<Map<String, Object>> purposes() {
        return pack.purposes().stream()
                .filter(purpose -> purpose.training() && purpose.active())
                .map(this::purpose)
                .toList();
    }

    private Map<String, Object> purpose(Purpose purpose) {
        return Map.of(
                "title", purpose.title(),
                "basis", french.word("basis", purpose.basis().key()),
                "reference", purpose.reference().orElse(""));
    }

    /** Those that an active row keeps. */
    private List<Map<String, Object>> categories() {
        return pack.retention().stream()
                .filter(rule -> rule.outside().isEmpty())
                .flatMap(rule -> rule.categories().stream())
                .distinct()
                .sorted()
                .map(category -> Map.<String, Object>of("title", category(category)))
                .toList();
    }

    private String category(DataCategory category) {
        return french.word("category", category.key());
    }

    private List<Map<String, Object>> recipients() {
        return pack.recipients().stream()
                .filter(recipient -> recipient.kind() != Recipient.Kind.BRIDGE)
                .map(
                        recipient ->
                                Map.<String, Object>of(
                                        "title", recipient.title(),
                                        "kind", french.word("recipient", recipient.kind().key()),
                                        "country", French.country(recipient.country())))
                .toList();
    }

    private List<Map<String, Object>> periods() {
        return pack.retention().stream()
                .filter(rule -> rule.outside().isEmpty())
                .map(this::period)
                .toList();
    }

    private Map<String, Object> period(RetentionRule rule) {
        var categories = rule.categories().stream().sorted().map(this::category).toList();
        var starts =
                rule.active().from().stream().map(key -> french.word("fact", key.key())).toList();
        var archive =
                rule.archive()
                        .map(
                                span ->
                                        ", puis "
                                                + words(span.period())
                                                + " en archive ("
                                                + french.word("reason", span.reason())
                                                + ")")
                        .orElse("");
        return Map.of(
                "what", String.join(", ", categories),
                "howLong",
                        (rule.active().period().isZero()
                                        ? "jusqu'à : "
                                        : words(rule.active().period()) + " à partir de : ")
                                + String.join(" ou ", starts)
                                + archive,
                "clause", rule.citation().clause());
    }

    static String words(Period period) {
        var parts = new ArrayList<String>();
        if (period.getYears() > 0) {
            parts.add(period.getYears() + (period.getYears() > 1 ? " ans" : " an"));
        }
        if (period.getMonths() > 0) {
            parts.add(period.getMonths() + " mois");
        }
        if (period.getDays() > 0) {
            parts.add(period.getDays() + (period.getDays() > 1 ? " jours" : " jour"));
        }
        return parts.isEmpty() ? "0 jour" : String.join(" et ", parts);
    }

    private List<Map<String, Object>> rights() {
        return pack.rights().stream()
                .map(right -> Map.<String, Object>of("title", right.title()))
                .toList();
    }

    private List<Map<String, Object>> sources() {
        return organisation.platforms().stream()
                .map(
                        platform ->
                                Map.<String, Object>of(
                                        "title",
                                        "la plateforme de formation " + platform.baseUrl()))
                .toList();
    }

    /** A suspension that follows a rule without a person; no other decision is automated. */
    private List<Map<String, Object>> automated() {
        return organisation.platforms().stream()
                .filter(platform -> !platform.automaticSuspension().isEmpty())
                .map(
                        platform ->
                                Map.<String, Object>of(
                                        "title",
                                        "la suspension du compte sur "
                                                + platform.baseUrl()
                                                + " à la fin de la durée de conservation active"))
                .toList();
    }

    private List<Map<String, Object>> transfers() {
        return new TreeMap<>(pack.transfers().safeguards())
                .entrySet().stream()
                        .map(
                                safeguard ->
                                        Map.<String, Object>of(
                                                "country", French.country(safeguard.getKey()),
                                                "until", French.day(safeguard.getValue())))
                        .toList();
    }
}
