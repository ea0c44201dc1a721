package org.passerelle.policy.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Evidence;
import org.passerelle.policy.Operation;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Policies;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.Question;
import org.passerelle.policy.Question.Asker;
import org.passerelle.policy.Question.CourseTie;
import org.passerelle.policy.RoleKey;
import org.passerelle.policy.Standing;

/** An example that asks whether something may be done. */
record QuestionExample(Pack pack, Row row) {
    List<String> differences() {
        var answer = Policies.decide(pack, question(row.row("ask").orElseThrow()));
        var expected = row.row("expect").orElseThrow();
        var differences = new ArrayList<String>();
        if (!expected.text("decision").equals(word(answer))) {
            differences.add(
                    "expected "
                            + expected.text("decision")
                            + ", got "
                            + word(answer)
                            + why(answer));
        }
        if (expected.node().has("fields") && !expected.texts("fields").equals(fields(answer))) {
            differences.add(
                    "expected fields " + expected.texts("fields") + ", got " + fields(answer));
        }
        expected.optional("because")
                .filter(rule -> !rules(answer).contains(rule))
                .ifPresent(
                        rule ->
                                differences.add(
                                        "expected rule " + rule + ", got " + rules(answer)));
        return differences;
    }

    Question question(Row ask) {
        var operation = Operation.of(ask.text("operation")).orElseThrow();
        var at = ask.date("on").atTime(12, 0).atZone(pack.zone()).toInstant();
        var asked =
                ask.optional("purpose")
                        .map(
                                purpose ->
                                        Question.forPurpose(
                                                operation,
                                                new PurposeKey(purpose),
                                                asker(ask),
                                                categories(ask),
                                                at))
                        .orElseGet(
                                () ->
                                        Question.forEveryPurpose(
                                                operation, asker(ask), categories(ask), at));
        return asked.about(standing(ask))
                .with(ask.rows("evidence").stream().map(QuestionExample::evidence).toList())
                .over(ask.optional("subjects").map(Integer::valueOf).orElse(0));
    }

    private static Asker asker(Row ask) {
        var tie =
                switch (ask.text("course")) {
                    case "own" -> CourseTie.OWN_COURSE;
                    case "other" -> CourseTie.OTHER_COURSE;
                    default -> CourseTie.NONE;
                };
        return new Asker(new RoleKey(ask.text("recipient")), tie, ask.flag("export-group"));
    }

    private static Map<FieldName, DataCategory> categories(Row ask) {
        var fields = new HashMap<FieldName, DataCategory>();
        ask.map("fields")
                .forEach(
                        (field, category) ->
                                fields.put(
                                        new FieldName(field),
                                        DataCategory.of(category).orElseThrow()));
        return fields;
    }

    private static Standing standing(Row ask) {
        var standing =
                Standing.in(
                        ask.optional("phase")
                                .flatMap(Standing.Stage::of)
                                .orElse(Standing.Stage.ACTIVE));
        for (String mark : ask.texts("marks")) {
            standing = standing.marked(Standing.Mark.valueOf(mark.toUpperCase(Locale.ROOT)));
        }
        return standing;
    }

    /** The schema has let through exactly one kind in each item. */
    private static Evidence evidence(Row item) {
        var kind = item.node().fieldNames().next();
        return switch (kind) {
            case "contract" -> {
                var contract = item.row(kind).orElseThrow();
                yield new Evidence.Contract(
                        "example", contract.date("from"), contract.optionalDate("until"));
            }
            case "consent" -> {
                var consent = item.row(kind).orElseThrow();
                yield new Evidence.Consent(
                        "example",
                        new PurposeKey(consent.text("purpose")),
                        consent.date("given"),
                        consent.optionalDate("withdrawn"));
            }
            case "objection" -> {
                var objection = item.row(kind).orElseThrow();
                yield new Evidence.Objection(
                        new PurposeKey(objection.text("purpose")), objection.date("on"));
            }
            case "legal-text" -> new Evidence.LegalText(item.text(kind));
            default -> new Evidence.Motive(item.text(kind));
        };
    }

    private static String word(Decision answer) {
        return switch (answer) {
            case Decision.Permitted permitted -> "permitted";
            case Decision.Reduced reduced -> "reduced";
            case Decision.Denied denied -> "denied";
            case Decision.Uncovered uncovered -> "uncovered";
        };
    }

    private static String why(Decision answer) {
        return switch (answer) {
            case Decision.Denied denied -> " by " + denied.because() + ": " + denied.reason();
            case Decision.Uncovered uncovered -> ": " + uncovered.gap();
            case Decision.Reduced reduced -> " without " + new TreeSet<>(rules(reduced));
            case Decision.Permitted permitted -> "";
        };
    }

    private static Set<String> fields(Decision answer) {
        return answer.fieldsAllowed().stream()
                .map(FieldName::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> rules(Decision answer) {
        return switch (answer) {
            case Decision.Denied denied -> Set.of(denied.because().value());
            case Decision.Reduced reduced ->
                    reduced.dropped().values().stream()
                            .map(Object::toString)
                            .collect(Collectors.toCollection(TreeSet::new));
            case Decision.Permitted permitted -> Set.of();
            case Decision.Uncovered uncovered -> Set.of();
        };
    }
}
