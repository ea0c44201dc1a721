package org.passerelle.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The rules of the evaluator itself, which no pack can take out, each with its source. */
final class Rules {
    private static final Map<RuleKey, Citation> SOURCES = new LinkedHashMap<>();

    static final RuleKey NOT_EFFECTIVE =
            rule("pack-not-effective", "a pack answers from its effective date on", "UPR-82");
    static final RuleKey TOMBSTONE =
            rule("tombstone", "GDPR Art. 17: what was erased is not used again", "LEG-19");
    static final RuleKey RESTRICTION = rule("restriction", "GDPR Art. 18", "LEG-05");
    static final RuleKey OPERATION =
            rule("operation-not-listed", "only operations of operations.yaml", "IMP-33");
    static final RuleKey EXPORT_GROUP =
            rule("export-group", "import and export are for a small named group", "IMP-30");
    static final RuleKey NO_FIELDS =
            rule("no-fields", "GDPR Art. 5(1)(c): nobody asks for everything", "UPR-11");
    static final RuleKey UNKNOWN_RECIPIENT =
            rule("unknown-recipient", "recipients are those of recipients.yaml", "IMP-34");
    static final RuleKey UNKNOWN_PURPOSE =
            rule("unknown-purpose", "GDPR Art. 5(1)(b): purposes are specified", "IMP-07");
    static final RuleKey NOT_TRAINING =
            rule("not-training", "data of the platform serves training only", "IMP-07");
    static final RuleKey PHASE =
            rule("phase", "archives are for specially entitled people, with a motive", "LEG-01");
    static final RuleKey NO_ROW =
            rule("no-row", "what no row of matrix.yaml allows is refused", "UPR-30");
    static final RuleKey FORBIDDEN_CATEGORY =
            rule("forbidden-category", "GDPR Art. 9 and Art. 5(1)(c)", "IMP-26");
    static final RuleKey SMALLEST_GROUP =
            rule("smallest-group", "no total over a few people", "LEG-17");

    private Rules() {}

    static Optional<Citation> citation(RuleKey rule) {
        return Optional.ofNullable(SOURCES.get(rule));
    }

    private static RuleKey rule(String key, String source, String requirement) {
        var rule = new RuleKey("decision/" + key);
        SOURCES.put(rule, new Citation(source, requirement, Optional.empty()));
        return rule;
    }
}
