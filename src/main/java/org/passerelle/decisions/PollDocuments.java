package org.passerelle.decisions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.passerelle.messages.MessageCodec;
import org.passerelle.policy.Pack;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RoleKey;
import org.passerelle.policy.RuleKey;

/**
 * What a poll decided, in the shape of a single decision. A poll asks about nobody in particular
 * and its row holds no documents: they follow from its columns.
 */
final class PollDocuments {
    /** Of a denial: the rule and its words. Of a reduction, one for each field: field and rule. */
    private static final Pattern PAIR = Pattern.compile("([A-Za-z0-9./-]+): (.+)");

    private PollDocuments() {}

    /**
     * A row of {@code decisions} that a poll wrote.
     *
     * @param because what the row says: {@code rule: reason}, or {@code field: rule, …}
     */
    record Polled(
            String run,
            String kind,
            String outcome,
            ArrayNode purposes,
            ArrayNode fields,
            String because) {}

    static ObjectNode question(Polled polled) {
        return MessageCodec.json()
                .createObjectNode()
                .put("operation", "poll")
                .put("purpose", "every-active")
                .put("recipient", RoleKey.BRIDGE.value())
                .put("kind", polled.kind())
                .put("run", polled.run());
    }

    static ObjectNode answer(PackVersion version, Polled polled, Optional<Pack> pack) {
        var json =
                MessageCodec.json()
                        .createObjectNode()
                        .put("decision", polled.outcome())
                        .put("packVersion", version.toString());
        switch (polled.outcome()) {
            case "denied" -> denied(json, polled, pack);
            case "uncovered" -> json.put("gap", polled.because());
            default -> allowed(json, polled, pack);
        }
        return json;
    }

    private static void denied(ObjectNode json, Polled polled, Optional<Pack> pack) {
        var pair = PAIR.matcher(polled.because());
        if (pair.matches()) {
            json.put("reason", pair.group(2));
            rule(json.putArray("rules").addObject(), pair.group(1), pack);
        } else {
            json.put("reason", polled.because());
        }
    }

    private static void allowed(ObjectNode json, Polled polled, Optional<Pack> pack) {
        json.set("fields", polled.fields());
        for (String one : polled.because().split(", ", -1)) {
            var pair = PAIR.matcher(one);
            if (pair.matches()) {
                rule(
                        json.withArray("dropped").addObject().put("field", pair.group(1)),
                        pair.group(2),
                        pack);
            }
        }
        var rules = json.putArray("rules");
        polled.purposes()
                .forEach(purpose -> rule(rules.addObject(), "purposes/" + purpose.asText(), pack));
    }

    private static void rule(ObjectNode json, String key, Optional<Pack> pack) {
        json.put("rule", key);
        pack.filter(found -> key.matches("[a-z][a-z0-9/.-]{0,127}"))
                .ifPresent(found -> Documents.rule(json, found, new RuleKey(key)));
    }
}
