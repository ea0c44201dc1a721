package org.passerelle.decisions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.personaldata.Transactions;
import org.passerelle.policy.Evidence;
import org.passerelle.policy.Operation;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Policies;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.Question;
import org.passerelle.policy.Question.Asker;
import org.passerelle.policy.Standing;

/**
 * Answers «might this be done with this person's data, and by which rules?» and keeps the answer.
 *
 * <p>The same question to the same pack version has the same answer: nothing but the question, the
 * pack and the person's standing at that moment goes in, and all of it is stored.
 */
public final class Explanations {
    private final Transactions transactions;
    private final Subjects subjects;
    private final Map<FieldName, DataCategory> catalogue;
    private final DecisionLog log;
    private final Clock clock;

    /**
     * @param catalogue every field that the mappings know, with its category
     */
    public Explanations(
            Transactions transactions,
            Subjects subjects,
            Map<FieldName, DataCategory> catalogue,
            DecisionLog log,
            Clock clock) {
        this.transactions = transactions;
        this.subjects = subjects;
        this.catalogue = Map.copyOf(catalogue);
        this.log = log;
        this.clock = clock;
    }

    /** Tells how somebody stands today. */
    @FunctionalInterface
    public interface Subjects {
        /** Empty for a pseudonym that is nobody's. */
        Optional<Known> of(SubjectId subject);
    }

    /**
     * How somebody stands.
     *
     * @param pack of the organisation whose platform the subject is on
     * @param evidence the contracts, consents and objections that facts tell of
     */
    public record Known(Pack pack, Standing standing, List<Evidence> evidence) {}

    /**
     * What is to be explained.
     *
     * @param fields by name; all that the mappings know when empty
     * @param shown what the asker brings: a legal text, a motive
     */
    public record Wanted(
            SubjectId subject,
            PurposeKey purpose,
            Operation operation,
            Asker asker,
            Set<FieldName> fields,
            List<Evidence> shown) {
        public Wanted {
            fields = Set.copyOf(fields);
            shown = List.copyOf(shown);
        }
    }

    /** The answer. */
    public sealed interface Outcome {
        record Explained(DecisionRecord decision) implements Outcome {}

        record UnknownSubject() implements Outcome {}

        /** No mapping knows it, so nothing says what kind of data it is. */
        record UnknownField(FieldName field) implements Outcome {}
    }

    /** The organisation whose pack would be asked. */
    public Optional<Pack> packOf(SubjectId subject) {
        return subjects.of(subject).map(Known::pack);
    }

    public Outcome explain(Wanted wanted, String actor) {
        for (FieldName field : wanted.fields()) {
            if (!catalogue.containsKey(field)) {
                return new Outcome.UnknownField(field);
            }
        }
        return transactions.within(
                () ->
                        subjects.of(wanted.subject())
                                .<Outcome>map(known -> explained(wanted, known, actor))
                                .orElseGet(Outcome.UnknownSubject::new));
    }

    private Outcome explained(Wanted wanted, Known known, String actor) {
        var evidence = new ArrayList<>(known.evidence());
        evidence.addAll(wanted.shown());
        var question =
                Question.forPurpose(
                                wanted.operation(),
                                wanted.purpose(),
                                wanted.asker(),
                                fields(wanted),
                                clock.instant())
                        .about(known.standing())
                        .with(evidence);
        var asked =
                new DecisionLog.Asked(
                        known.pack(),
                        question,
                        Optional.of(wanted.subject()),
                        "explain",
                        "explain",
                        actor);
        long id = log.record(asked, Policies.decide(known.pack(), question));
        return new Outcome.Explained(log.find(id).orElseThrow());
    }

    /** A command asks for no fields, whatever was named. */
    private Map<FieldName, DataCategory> fields(Wanted wanted) {
        if (wanted.operation() == Operation.COMMAND) {
            return Map.of();
        }
        var fields = new HashMap<>(catalogue);
        if (!wanted.fields().isEmpty()) {
            fields.keySet().retainAll(wanted.fields());
        }
        return fields;
    }

    public Optional<DecisionRecord> find(long id) {
        return log.find(id);
    }

    /** A page of what was decided about a subject, oldest first. */
    public List<DecisionRecord> about(SubjectId subject, long after, int limit) {
        return log.about(subject, after, limit);
    }
}
