package org.passerelle.policy;

/** Why a category is refused for every purpose and every recipient. */
public record Forbidden(RuleKey rule, Citation citation) {}
