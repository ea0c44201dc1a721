package org.passerelle.decisions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.FieldName;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Evidence;
import org.passerelle.policy.Grounds;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Question;
import org.passerelle.policy.RuleKey;

/** Questions and answers as JSON; everything sorted, so that equal ones read equally. */
final class Documents {
    private Documents() {}

    static ObjectNode question(Question question, Map<String, String> inputs) {
        var json = question(question);
        if (!inputs.isEmpty()) {
            var more = json.putObject("inputs");
            new TreeMap<>(inputs).forEach(more::put);
        }
        return json;
    }

    private static ObjectNode question(Question question) {
        var json = MessageCodec.json().createObjectNode();
        json.put("operation", question.operation().key());
        switch (question.aim()) {
            case Question.Aim.One one -> json.put("purpose", one.purpose().value());
            case Question.Aim.EveryActive every -> json.put("purpose", "every-active");
        }
        json.put("recipient", question.asker().role().value())
                .put("course", key(question.asker().tie()))
                .put("exportGroup", question.asker().exportGroup());
        var fields = json.putObject("fields");
        byName(question.fields()).forEach((field, category) -> fields.put(field, category.key()));
        json.put("otherwise", question.standing().otherwise().key());
        var phases = json.putObject("phases");
        new TreeMap<>(question.standing().phases())
                .forEach((purpose, stage) -> phases.put(purpose.value(), stage.key()));
        sorted(
                json.putArray("marks"),
                question.standing().marks().stream().map(Documents::key).toList());
        question.evidence().forEach(one -> evidence(json.withArray("evidence").addObject(), one));
        if (question.subjects() > 0) {
            json.put("subjects", question.subjects());
        }
        return json.put("at", question.at().toString());
    }

    private static void evidence(ObjectNode json, Evidence evidence) {
        switch (evidence) {
            case Evidence.Contract contract -> {
                json.put("kind", "contract").put("from", contract.from().toString());
                contract.until().ifPresent(day -> json.put("until", day.toString()));
            }
            case Evidence.Consent consent -> {
                json.put("kind", "consent")
                        .put("purpose", consent.purpose().value())
                        .put("given", consent.given().toString());
                consent.withdrawn().ifPresent(day -> json.put("withdrawn", day.toString()));
            }
            case Evidence.Objection objection ->
                    json.put("kind", "objection")
                            .put("purpose", objection.purpose().value())
                            .put("on", objection.on().toString());
            case Evidence.LegalText text ->
                    json.put("kind", "legal-text").put("reference", text.reference());
            case Evidence.Motive motive -> json.put("kind", "motive").put("code", motive.code());
        }
    }

    static ObjectNode answer(Pack pack, Decision decision) {
        var json = MessageCodec.json().createObjectNode().put("decision", word(decision));
        json.put("packVersion", decision.pack().toString());
        switch (decision) {
            case Decision.Permitted permitted -> {
                kept(json, decision);
                grounds(json, pack, permitted.grounds());
            }
            case Decision.Reduced reduced -> {
                kept(json, decision);
                var dropped = json.putArray("dropped");
                byName(reduced.dropped())
                        .forEach(
                                (field, rule) ->
                                        rule(dropped.addObject().put("field", field), pack, rule));
                grounds(json, pack, reduced.grounds());
            }
            case Decision.Denied denied -> {
                json.put("reason", denied.reason());
                rule(json.putArray("rules").addObject(), pack, denied.because());
            }
            case Decision.Uncovered uncovered -> json.put("gap", uncovered.gap());
        }
        return json;
    }

    private static void kept(ObjectNode json, Decision decision) {
        sorted(json.putArray("fields"), decision.fieldsAllowed());
        var obligations = json.putObject("obligations");
        byName(decision.duties())
                .forEach(
                        (field, owed) ->
                                sorted(
                                        obligations.putArray(field),
                                        owed.stream().map(one -> one.key()).toList()));
    }

    private static void grounds(ObjectNode json, Pack pack, Grounds grounds) {
        var rules = json.putArray("rules");
        grounds.rules().stream().sorted().forEach(rule -> rule(rules.addObject(), pack, rule));
        grounds.smallestGroup().ifPresent(people -> json.put("smallestGroup", people));
        grounds.expiresOn().ifPresent(day -> json.put("expiresOn", day.toString()));
        grounds.adequateAsOf().ifPresent(day -> json.put("adequateCountriesAsOf", day.toString()));
    }

    static void rule(ObjectNode json, Pack pack, RuleKey rule) {
        json.put("rule", rule.value());
        pack.citation(rule)
                .ifPresent(
                        source -> {
                            json.put("clause", source.clause())
                                    .put("requirement", source.requirement());
                            source.proposedFrom().ifPresent(from -> json.put("proposedFrom", from));
                        });
    }

    /** {@code permitted, reduced, denied, uncovered}. */
    static String word(Decision decision) {
        return switch (decision) {
            case Decision.Permitted permitted -> "permitted";
            case Decision.Reduced reduced -> "reduced";
            case Decision.Denied denied -> "denied";
            case Decision.Uncovered uncovered -> "uncovered";
        };
    }

    /** Of a decision that permits; empty otherwise. */
    static Set<?> purposes(Decision decision) {
        return switch (decision) {
            case Decision.Permitted permitted -> permitted.purposes();
            case Decision.Reduced reduced -> reduced.purposes();
            case Decision.Denied denied -> Set.of();
            case Decision.Uncovered uncovered -> Set.of();
        };
    }

    private static <V> Map<String, V> byName(Map<FieldName, V> fields) {
        var named = new TreeMap<String, V>();
        fields.forEach((field, value) -> named.put(field.value(), value));
        return named;
    }

    private static String key(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void sorted(ArrayNode array, Collection<?> words) {
        words.stream().map(Object::toString).sorted().forEach(array::add);
    }
}
