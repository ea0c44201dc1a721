package org.passerelle.app.demo;

import java.util.List;
import java.util.Map;

/**
 * What one run through the demo saw; printed by {@code demo --once --json}.
 *
 * @param completePolls runs that ended complete, per platform
 * @param subjects learners and others seen, per platform
 * @param receiptLevel of the erasure: {@code verified-account-gone}
 * @param missing what should have been seen and was not; empty when all went well
 */
record DemoSummary(
        Map<String, Long> completePolls,
        Map<String, Long> subjects,
        long suspended,
        long erasuresProposed,
        long erased,
        String receiptLevel,
        long failed,
        long replayed,
        List<String> missing,
        long seconds) {
    DemoSummary {
        completePolls = Map.copyOf(completePolls);
        subjects = Map.copyOf(subjects);
        missing = List.copyOf(missing);
    }
}
