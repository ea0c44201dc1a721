package org.passerelle.disclosure.exports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.decisions.DecisionLog;
import org.passerelle.disclosure.recipients.Registered;
import org.passerelle.personaldata.CourseId;
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
import org.passerelle.policy.Question.CourseTie;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing;
import org.passerelle.retention.standing.Standings;

/**
 * Asks the policy for the records of one export. Equal questions are asked and stored once: the
 * ledger names the decision of each subject all the same.
 */
final class Judge {
    static final RuleKey OBLIGATION = new RuleKey("export/obligation-cannot-be-met");
    private static final RuleKey UNCOVERED = new RuleKey("decision/uncovered");
    private static final int REMEMBERED = 2000;

    private final Frame frame;
    private final Duties duties;
    private final Map<Key, Ruling> rulings =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Ruling> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /**
     * What stays the same over an export.
     *
     * @param categories of the fields asked for, per kind
     * @param at the moment the questions are about
     */
    record Frame(
            Export.Order order,
            Registered recipient,
            Pack pack,
            Map<RecordKind, Map<FieldName, DataCategory>> categories,
            Instant at) {}

    /** All that distinguishes the question for one record from that for another. */
    private record Key(
            RecordKind kind, CourseTie tie, Standing standing, List<Evidence> evidence) {}

    /**
     * What may leave of records of one kind.
     *
     * @param decision its number
     * @param refusal why nothing may
     */
    record Ruling(
            long decision,
            Set<FieldName> allowed,
            Map<FieldName, Set<Obligation>> owed,
            Map<FieldName, RuleKey> dropped,
            Optional<Refusal> refusal) {}

    record Refusal(RuleKey because, String reason) {}

    Judge(Frame frame, Duties duties) {
        this.frame = frame;
        this.duties = duties;
    }

    Duties duties() {
        return duties;
    }

    CourseTie tie(Optional<CourseId> course) {
        if (course.isEmpty()) {
            return CourseTie.NONE;
        }
        return frame.recipient().terms().courses().contains(course.get())
                ? CourseTie.OWN_COURSE
                : CourseTie.OTHER_COURSE;
    }

    /** For records of one kind of a subject who stands like this. */
    Ruling rule(RecordKind kind, CourseTie tie, Standings.Known known, Recording recording) {
        var key = new Key(kind, tie, known.standing(), known.evidence());
        var before = rulings.get(key);
        if (before != null) {
            return before;
        }
        var question = question(kind, tie, known.standing(), known.evidence());
        var decision = Policies.decide(frame.pack(), question);
        var ruling = ruling(recording.record(frame.pack(), question, decision), decision);
        rulings.put(key, ruling);
        return ruling;
    }

    /** Keeps a decision; its number. */
    interface Recording {
        long record(Pack pack, Question question, Decision decision);

        static Recording in(DecisionLog log, String reference, String actor) {
            return (pack, question, decision) ->
                    log.record(
                            new DecisionLog.Asked(
                                    pack, question, Optional.empty(), "export", reference, actor),
                            decision);
        }
    }

    /**
     * What could leave at best: of somebody with a contract and nothing in the way. A column that
     * is not even in here is never written.
     */
    Preview preview() {
        var possible = new HashSet<FieldName>();
        boolean second = false;
        Optional<Refusal> first = Optional.empty();
        for (RecordKind kind : frame.order().selection().kinds()) {
            for (CourseTie tie : ties()) {
                var today = frame.at().atZone(frame.pack().zone()).toLocalDate();
                var contract = new Evidence.Contract("presumed", today, Optional.empty());
                var decision =
                        Policies.decide(
                                frame.pack(),
                                question(kind, tie, Standing.CLEAR, List.of(contract)));
                second |=
                        decision.duties().values().stream()
                                .anyMatch(owed -> owed.contains(Obligation.SECOND_PERSON));
                var ruling = ruling(0, decision);
                possible.addAll(ruling.allowed());
                first = first.isPresent() ? first : ruling.refusal();
            }
        }
        return new Preview(possible, second, first);
    }

    /**
     * @param secondPerson a rule asks for one, however few the subjects
     */
    record Preview(Set<FieldName> fields, boolean secondPerson, Optional<Refusal> refusal) {}

    private List<CourseTie> ties() {
        return frame.recipient().terms().courses().isEmpty()
                ? List.of(CourseTie.NONE)
                : List.of(CourseTie.OWN_COURSE, CourseTie.OTHER_COURSE, CourseTie.NONE);
    }

    private Question question(
            RecordKind kind, CourseTie tie, Standing standing, List<Evidence> known) {
        var evidence = new ArrayList<>(known);
        frame.order()
                .selection()
                .legalText()
                .ifPresent(text -> evidence.add(new Evidence.LegalText(text)));
        var asker = Question.Asker.of(frame.recipient().terms().role()).tied(tie).inExportGroup();
        return Question.forPurpose(
                        Operation.EXPORT,
                        frame.order().purpose(),
                        asker,
                        frame.categories().getOrDefault(kind, Map.of()),
                        frame.at())
                .about(standing)
                .with(evidence);
    }

    private Ruling ruling(long number, Decision decision) {
        var unmet = duties.unmet(decision);
        var allowed = new HashSet<>(decision.fieldsAllowed());
        allowed.removeAll(unmet);
        var dropped = new HashMap<FieldName, RuleKey>();
        unmet.forEach(field -> dropped.put(field, OBLIGATION));
        if (decision instanceof Decision.Reduced reduced) {
            dropped.putAll(reduced.dropped());
        }
        return new Ruling(number, allowed, decision.duties(), dropped, refusal(decision, allowed));
    }

    private static Optional<Refusal> refusal(Decision decision, Set<FieldName> allowed) {
        return switch (decision) {
            case Decision.Denied denied ->
                    Optional.of(new Refusal(denied.because(), denied.reason()));
            case Decision.Uncovered gap -> Optional.of(new Refusal(UNCOVERED, gap.gap()));
            case Decision.Permitted permitted -> nothingLeft(allowed);
            case Decision.Reduced reduced -> nothingLeft(allowed);
        };
    }

    private static Optional<Refusal> nothingLeft(Set<FieldName> allowed) {
        return allowed.isEmpty()
                ? Optional.of(
                        new Refusal(OBLIGATION, "every field owes something an export cannot do"))
                : Optional.empty();
    }
}
