package org.passerelle.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.policy.Decision.Denied;

/**
 * The one evaluator of packs. Pure: equal packs and questions have equal answers.
 *
 * <ol>
 *   <li>Hard denies first: {@link HardDenies}.
 *   <li>The purpose must be known, run, serve training, and have its legal basis shown: {@link
 *       PurposeCheck}.
 *   <li>The subject's phase must fit the recipient.
 *   <li>Each field must be allowed by a row of the matrix and denied by none: {@link FieldRulings}.
 *   <li>Whatever no rule speaks of is {@link Decision.Uncovered}; nothing is allowed by default.
 * </ol>
 */
public final class Policies {
    private Policies() {}

    public static Decision decide(Pack pack, Question question) {
        var day = LocalDate.ofInstant(question.at(), pack.zone());
        var refusal = HardDenies.find(pack, question, day);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (question.aim()) {
            case Question.Aim.One one -> decideOne(pack, question, one.purpose(), day);
            case Question.Aim.EveryActive every -> decideEvery(pack, question, day);
        };
    }

    private static Decision decideOne(Pack pack, Question question, PurposeKey key, LocalDate day) {
        var purpose = pack.purpose(key);
        if (purpose.isEmpty()) {
            return new Denied(
                    pack.version(),
                    Rules.UNKNOWN_PURPOSE,
                    "purpose " + key + " is not in the pack; name one of purposes.yaml");
        }
        var refusal = PurposeCheck.find(pack, question, purpose.get(), day);
        return refusal.isPresent()
                ? refusal.get()
                : FieldRulings.of(pack, question, List.of(purpose.get()), day).decision();
    }

    private static boolean asksFor(Question question, Purpose purpose) {
        return purpose.collects() || question.operation() != Operation.POLL;
    }

    private static Decision decideEvery(Pack pack, Question question, LocalDate day) {
        var serving = new ArrayList<Purpose>();
        Optional<Denied> firstRefusal = Optional.empty();
        for (Purpose purpose : pack.purposes()) {
            if (!purpose.runsOn(day) || !asksFor(question, purpose)) {
                continue;
            }
            var refusal = PurposeCheck.find(pack, question, purpose, day);
            if (refusal.isEmpty()) {
                serving.add(purpose);
            } else if (firstRefusal.isEmpty()) {
                firstRefusal = refusal;
            }
        }
        if (serving.isEmpty()) {
            return firstRefusal.isPresent()
                    ? firstRefusal.get()
                    : new Decision.Uncovered(
                            pack.version(), "the pack has no purpose that is active");
        }
        return FieldRulings.of(pack, question, serving, day).decision();
    }
}
