package org.passerelle.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.passerelle.archive.Archive.Reading;
import org.passerelle.decisions.DecisionLog;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Evidence;
import org.passerelle.policy.Obligation;
import org.passerelle.policy.Operation;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Policies;
import org.passerelle.policy.Question;
import org.passerelle.policy.Question.Asker;
import org.passerelle.policy.RoleKey;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing;
import org.passerelle.policy.Standing.Mark;
import org.passerelle.policy.Standing.Stage;

/**
 * Asks the pack what an archive reader with a motive may see of one record, and keeps the answer.
 * Asked is for every purpose that runs: those whose rows speak of archive readers answer.
 */
final class Readings {
    private static final RoleKey READER = new RoleKey("archive-reader");
    private static final RecordKind USER = new RecordKind("user");
    private static final RuleKey UNMET = new RuleKey("archive/obligation-cannot-be-met");

    private final ReadingRules rules;

    Readings(ReadingRules rules) {
        this.rules = rules;
    }

    /**
     * What the pack says.
     *
     * @param number of the decision
     * @param withheld which rule took each field that is not shown
     */
    record Ruling(
            long number, Decision answer, Set<FieldName> shown, Map<String, RuleKey> withheld) {}

    /** Empty when the organisation is not declared any more: there is nobody to ask. */
    Optional<Ruling> ask(ArchiveRecord record, Reading reading, JsonNode content, Instant now) {
        return rules.packs()
                .apply(record.filing().organisation())
                .map(pack -> ruled(pack, record, reading, fields(content), now));
    }

    private Ruling ruled(
            Pack pack,
            ArchiveRecord record,
            Reading reading,
            Map<FieldName, DataCategory> fields,
            Instant now) {
        var question =
                Question.forEveryPurpose(Operation.READ, Asker.of(READER), fields, now)
                        .about(standing(record))
                        .with(List.of(new Evidence.Motive(reading.motive().key())));
        var answer = Policies.decide(pack, question);
        long number = rules.log().record(asked(pack, question, record, reading), answer);
        return ruling(number, answer);
    }

    private Standing standing(ArchiveRecord record) {
        var archived = Standing.in(Stage.ARCHIVED);
        return rules.restricted().test(record.filing().subject())
                ? archived.marked(Mark.RESTRICTED)
                : archived;
    }

    private static DecisionLog.Asked asked(
            Pack pack, Question question, ArchiveRecord record, Reading reading) {
        return new DecisionLog.Asked(
                pack,
                question,
                Optional.of(record.filing().subject()),
                "archive",
                "archive-record " + record.number(),
                reading.reader(),
                Map.of(
                        "reason", record.filing().reason(),
                        "rule", record.filing().rule(),
                        "reference", reading.reference()));
    }

    /** A reading is written into the journal: that obligation is met, no other is. */
    private static Ruling ruling(long number, Decision answer) {
        var done =
                answer.fieldsAllowed().stream()
                        .collect(
                                Collectors.toMap(
                                        field -> field,
                                        field -> Set.of(Obligation.LOG_DISCLOSURE)));
        var unmet = answer.notMet(done).keySet();
        var withheld = new TreeMap<String, RuleKey>();
        if (answer instanceof Decision.Reduced reduced) {
            reduced.dropped().forEach((field, rule) -> withheld.put(field.value(), rule));
        }
        unmet.forEach(field -> withheld.put(field.value(), UNMET));
        var shown =
                answer.fieldsAllowed().stream()
                        .filter(field -> !unmet.contains(field))
                        .collect(Collectors.toSet());
        return new Ruling(number, answer, shown, withheld);
    }

    /** One that no mapping knows any more, or of two categories, is more than anybody may see. */
    private Map<FieldName, DataCategory> fields(JsonNode content) {
        var fields = new HashMap<FieldName, DataCategory>();
        add(USER, content.path("learner"), fields);
        content.path("records")
                .forEach(
                        record ->
                                add(
                                        new RecordKind(record.path("kind").asText()),
                                        record.path("fields"),
                                        fields));
        return fields;
    }

    private void add(RecordKind kind, JsonNode named, Map<FieldName, DataCategory> fields) {
        named.fieldNames()
                .forEachRemaining(
                        name -> {
                            var field = new FieldName(name);
                            var category =
                                    rules.categories().of(kind, field).orElse(DataCategory.EXCESS);
                            fields.merge(
                                    field,
                                    category,
                                    (one, other) -> one == other ? one : DataCategory.EXCESS);
                        });
    }

    /** The record with those fields only; a part of it without any of them is left out. */
    static JsonNode only(JsonNode content, Set<FieldName> shown) {
        var names = shown.stream().map(FieldName::value).toList();
        ObjectNode copy = content.deepCopy();
        if (copy.get("learner") instanceof ObjectNode learner) {
            learner.retain(names);
        }
        if (copy.get("records") instanceof ArrayNode records) {
            records.forEach(
                    record -> {
                        if (record.get("fields") instanceof ObjectNode fields) {
                            fields.retain(names);
                        }
                    });
            for (int i = records.size() - 1; i >= 0; i--) {
                if (records.get(i).path("fields").isEmpty()) {
                    records.remove(i);
                }
            }
        }
        return copy;
    }
}
