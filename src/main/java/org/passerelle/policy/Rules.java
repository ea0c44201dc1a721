package org.passerelle.policy;

/** The keys of the rules that stand in the evaluator itself, not in a pack's file. */
final class Rules {
    static final RuleKey NOT_EFFECTIVE = new RuleKey("decision/pack-not-effective");
    static final RuleKey TOMBSTONE = new RuleKey("decision/tombstone");
    static final RuleKey RESTRICTION = new RuleKey("decision/restriction");
    static final RuleKey OPERATION = new RuleKey("decision/operation-not-listed");
    static final RuleKey EXPORT_GROUP = new RuleKey("decision/export-group");
    static final RuleKey NO_FIELDS = new RuleKey("decision/no-fields");
    static final RuleKey UNKNOWN_RECIPIENT = new RuleKey("decision/unknown-recipient");
    static final RuleKey UNKNOWN_PURPOSE = new RuleKey("decision/unknown-purpose");
    static final RuleKey NOT_TRAINING = new RuleKey("decision/not-training");
    static final RuleKey PHASE = new RuleKey("decision/phase");
    static final RuleKey NO_ROW = new RuleKey("decision/no-row");
    static final RuleKey FORBIDDEN_CATEGORY = new RuleKey("decision/forbidden-category");

    private Rules() {}
}
