package org.passerelle.moodle.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.passerelle.learning.KindDescription;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.Tier;

/**
 * One mapping file, read and found to be sound. Its words are explained in {@code
 * mapping.schema.json}.
 */
public record Mapping(RecordKind kind, Header header, Reading read, Meaning means) {

    /** Who the records are about, and when they are polled. */
    public record Header(
            boolean aboutLearner, Tier tier, KindDescription.Scope scope, String poll) {}

    /**
     * How to call.
     *
     * @param perSubject added to the arguments when the persons of a course are read one by one
     * @param items the segments of the path to the rows
     */
    public record Reading(
            String function,
            Map<String, Object> arguments,
            Map<String, Object> perSubject,
            Set<String> askAlways,
            Paging paging,
            ItemsPath items,
            NoRecord noRecord,
            Map<String, Also> also) {
        public Reading {
            arguments = Map.copyOf(arguments);
            perSubject = Map.copyOf(perSubject);
            askAlways = Set.copyOf(askAlways);
            also = Map.copyOf(also);
        }

        /** The linter has seen that it is there. */
        Also second(String answer) {
            return Objects.requireNonNull(also.get(answer), answer);
        }
    }

    /**
     * The error codes that mean there is no record: of this person, or of anybody in the course.
     */
    public record NoRecord(Set<String> ofPerson, Set<String> inCourse) {
        public NoRecord {
            ofPerson = Set.copyOf(ofPerson);
            inCourse = Set.copyOf(inCourse);
        }

        boolean means(String code) {
            return ofPerson.contains(code) || inCourse.contains(code);
        }
    }

    /**
     * @param size rows asked for at once
     * @param whole whether all pages are read in one reading
     */
    public record Paging(Optional<Integer> size, boolean whole) {
        Optional<Integer> outside() {
            return whole ? Optional.empty() : size;
        }
    }

    /** A second answer: a row is in it when the field {@code match} holds the same. */
    public record Also(Map<String, Object> arguments, String match) {
        public Also {
            arguments = Map.copyOf(arguments);
        }
    }

    /**
     * What it means. Paths are relative to a row.
     *
     * @param subject a path, or {@link #CALLED_SUBJECT}
     * @param course a path; empty when the call names the course
     * @param leaveOut course ids whose rows make no record
     */
    public record Meaning(
            Optional<String> subject,
            Optional<String> course,
            Set<String> leaveOut,
            List<String> key,
            Map<FieldName, FieldRule> fields,
            List<String> drop) {
        public Meaning {
            leaveOut = Set.copyOf(leaveOut);
            key = List.copyOf(key);
            fields = Map.copyOf(fields);
            drop = List.copyOf(drop);
        }
    }

    static final String CALLED_SUBJECT = "{subject}";
    static final String CALLED_COURSE = "{course}";

    KindDescription description() {
        Map<FieldName, DataCategory> categories = new LinkedHashMap<>();
        means.fields().forEach((name, rule) -> categories.put(name, rule.category()));
        return new KindDescription(
                kind,
                header.scope(),
                read.paging().outside(),
                header.poll(),
                header.aboutLearner(),
                categories);
    }

    /** Where its file says something, for messages. */
    String file() {
        return "moodle-webservice-mapping/" + kind + ".mapping.yaml";
    }
}
