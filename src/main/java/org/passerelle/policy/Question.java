package org.passerelle.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;

/**
 * May this be done with these fields? Equal questions to an equal pack have equal answers.
 *
 * @param aim for which purpose
 * @param fields each with its data category, as the mapping file gives it
 * @param subjects how many people a total would be about; 0 when it is no total
 * @param at the moment the question is about; the policy has no clock of its own
 */
public record Question(
        Operation operation,
        Aim aim,
        Asker asker,
        Map<FieldName, DataCategory> fields,
        Standing standing,
        List<Evidence> evidence,
        Instant at,
        int subjects) {
    public Question {
        fields = Map.copyOf(fields);
        evidence = List.copyOf(evidence);
    }

    public Question(
            Operation operation,
            Aim aim,
            Asker asker,
            Map<FieldName, DataCategory> fields,
            Standing standing,
            List<Evidence> evidence,
            Instant at) {
        this(operation, aim, asker, fields, standing, evidence, at, 0);
    }

    /**
     * Which of these fields may be asked of a platform, for any purpose that is active (UPR-11).
     */
    public static Question polling(Map<FieldName, DataCategory> fields, Instant at) {
        return forEveryPurpose(Operation.POLL, Asker.of(RoleKey.BRIDGE), fields, at);
    }

    /** A question for one purpose about nobody in particular; see the {@code with…} methods. */
    public static Question forPurpose(
            Operation operation,
            PurposeKey purpose,
            Asker asker,
            Map<FieldName, DataCategory> fields,
            Instant at) {
        return new Question(
                operation, new Aim.One(purpose), asker, fields, Standing.CLEAR, List.of(), at);
    }

    /** A question for every purpose that is active: permitted is what any of them permits. */
    public static Question forEveryPurpose(
            Operation operation, Asker asker, Map<FieldName, DataCategory> fields, Instant at) {
        return new Question(
                operation, new Aim.EveryActive(), asker, fields, Standing.CLEAR, List.of(), at);
    }

    public Question about(Standing subject) {
        return new Question(operation, aim, asker, fields, subject, evidence, at, subjects);
    }

    public Question with(List<Evidence> known) {
        return new Question(operation, aim, asker, fields, standing, known, at, subjects);
    }

    /** For totals over so many people. */
    public Question over(int people) {
        return new Question(operation, aim, asker, fields, standing, evidence, at, people);
    }

    /** The purpose asked for. */
    public sealed interface Aim {
        record One(PurposeKey purpose) implements Aim {}

        record EveryActive() implements Aim {}
    }

    /**
     * Who would receive the fields.
     *
     * @param exportGroup whether the person is a named member of the import/export group (IMP-30)
     */
    public record Asker(RoleKey role, CourseTie tie, boolean exportGroup) {
        public static Asker of(RoleKey role) {
            return new Asker(role, CourseTie.NONE, false);
        }

        public Asker tied(CourseTie to) {
            return new Asker(role, to, exportGroup);
        }

        public Asker inExportGroup() {
            return new Asker(role, tie, true);
        }
    }

    /** Whether the fields are of a course that the asker teaches or coordinates (IMP-24). */
    public enum CourseTie {
        /** Of a course of theirs. */
        OWN_COURSE,
        OTHER_COURSE,
        /** Of no course. */
        NONE
    }
}
