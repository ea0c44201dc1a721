package org.passerelle.archive;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.passerelle.decisions.DecisionLog;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Pack;

/**
 * What is asked before a record is shown.
 *
 * @param packs of declared organisations
 * @param restricted whether the processing of a subject's data is restricted today
 */
public record ReadingRules(
        Function<OrganisationKey, Optional<Pack>> packs,
        Categories categories,
        Predicate<SubjectId> restricted,
        DecisionLog log) {}
