package org.passerelle.policy;

import java.time.Period;
import java.util.Optional;

/**
 * One right of data subjects as the pack grants it (GDPR Art. 15 to 22, French law Art. 84 to 86).
 *
 * @param answerWithin counted from receipt, whatever the policy's wording (LINT-09)
 * @param target the organisation's own wish, shorter than the law's limit (IMP-64)
 */
public record Right(
        String key,
        String title,
        Period answerWithin,
        Optional<Period> target,
        Citation citation) {}
