package org.passerelle.rights.requests;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.decisions.DecisionLog;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Grounds;
import org.passerelle.policy.Operation;
import org.passerelle.policy.Pack;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.Question;
import org.passerelle.policy.Question.Asker;
import org.passerelle.policy.RoleKey;
import org.passerelle.policy.RuleKey;

/**
 * Keeps what a person decided about each category of an erasure request, as a decision: erased is
 * permitted, kept is denied by the row of the pack that keeps it, or by the person where no row
 * does (UPR-82). A row for each category, in the assessment's transaction.
 */
final class AssessmentDecisions {
    private static final PurposeKey RIGHTS = new PurposeKey("rights-requests");
    private static final RuleKey BY_PERSON = new RuleKey("rights/assessment");

    private final RightsGround ground;
    private final DecisionLog log;

    AssessmentDecisions(RightsGround ground, DecisionLog log) {
        this.ground = ground;
        this.log = log;
    }

    void keep(Request request, Collection<Line> lines, String actor) {
        if (lines.isEmpty()) {
            return;
        }
        var pack = ground.packs().pack(request.organisation());
        var question =
                Question.forPurpose(
                        Operation.COMMAND,
                        RIGHTS,
                        Asker.of(RoleKey.BRIDGE),
                        Map.of(),
                        ground.clock().instant());
        for (Line line : lines) {
            log.record(
                    new DecisionLog.Asked(
                            pack,
                            question,
                            request.subject(),
                            "request",
                            "request " + request.id(),
                            actor,
                            inputs(line)),
                    answer(pack, line));
        }
    }

    private static Map<String, String> inputs(Line line) {
        var inputs = new HashMap<String, String>();
        inputs.put("request", "erasure");
        inputs.put("category", line.category().key());
        inputs.put("verdict", line.verdict().key());
        if (!line.because().isEmpty()) {
            inputs.put("because", line.because());
        }
        line.until().ifPresent(day -> inputs.put("until", day.toString()));
        return inputs;
    }

    private static Decision answer(Pack pack, Line line) {
        var rule =
                Optional.of(line.rule())
                        .filter(key -> !key.isEmpty())
                        .map(RuleKey::new)
                        .filter(key -> pack.citation(key).isPresent())
                        .orElse(BY_PERSON);
        return switch (line.verdict()) {
            case ERASE_NOW ->
                    new Decision.Permitted(
                            pack.version(),
                            Set.of(RIGHTS),
                            Set.of(),
                            Map.of(),
                            Grounds.of(Set.of(rule)));
            case ARCHIVE, REFUSE ->
                    new Decision.Denied(
                            pack.version(),
                            rule,
                            line.verdict().key() + " because of " + line.because() + until(line));
            case UNDECIDED ->
                    throw new IllegalArgumentException(
                            line.category().key() + " is undecided: nothing was decided");
        };
    }

    private static String until(Line line) {
        return line.until().map(day -> " until " + day).orElse("");
    }
}
