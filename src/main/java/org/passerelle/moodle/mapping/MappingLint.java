package org.passerelle.moodle.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.passerelle.learning.KindDescription.Scope;
import org.passerelle.learning.MappingTrial.Finding;

/** What a schema cannot say about one mapping file. One method per rule. */
final class MappingLint {
    private static final Set<String> PLACEHOLDERS =
            Set.of("course", "subject", "offset", "limit", "fields", "service-user");

    private final String file;
    private final YamlDocument document;
    private final Mapping mapping;
    private final List<Finding> findings = new ArrayList<>();

    MappingLint(String file, YamlDocument document, Mapping mapping) {
        this.file = file;
        this.document = document;
        this.mapping = mapping;
    }

    List<Finding> findings() {
        theFileIsNamedAfterItsKind();
        placeholdersAreKnown();
        theScopeIsInTheArguments();
        pagesAreAskedFor();
        fieldsAreAskedFor();
        learnersHaveASubject();
        keysAreMade();
        secondAnswersExist();
        secondAnswersAreLists();
        nothingIsMappedAndDropped();
        theParentIsOneStepAway();
        typesFitTheirPaths();
        return findings;
    }

    private void found(String pointer, String what, String cure) {
        findings.add(new Finding(file, document.line(pointer), what, cure));
    }

    private void theFileIsNamedAfterItsKind() {
        String expected = mapping.kind() + ".mapping.yaml";
        if (!file.equals(expected)) {
            found(
                    "/kind",
                    "kind " + mapping.kind() + " is in a file of another name",
                    "rename the file to " + expected);
        }
    }

    private void placeholdersAreKnown() {
        for (String name :
                Placeholders.names(
                        List.of(mapping.read().arguments(), mapping.read().perSubject()))) {
            if (!PLACEHOLDERS.contains(name)) {
                found(
                        "/read/arguments",
                        "{" + name + "} is not known",
                        "use one of " + PLACEHOLDERS.stream().sorted().toList());
            }
        }
    }

    private void theScopeIsInTheArguments() {
        Set<String> names = Placeholders.names(mapping.read().arguments());
        Scope scope = mapping.header().scope();
        if (scope != Scope.SITE && !names.contains("course")) {
            found(
                    "/read/arguments",
                    "scope " + scopeKey() + " needs {course} in the arguments",
                    "add it, or use scope: site");
        }
        if (scope == Scope.SUBJECT_IN_COURSE && !names.contains("subject")) {
            found(
                    "/read/arguments",
                    "scope " + scopeKey() + " needs {subject} in the arguments",
                    "add it, or use scope: course");
        }
    }

    private String scopeKey() {
        return mapping.header().scope().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private void pagesAreAskedFor() {
        Set<String> names = Placeholders.names(mapping.read().arguments());
        boolean asked = names.contains("offset") && names.contains("limit");
        if (mapping.read().paging().size().isPresent() != asked) {
            found(
                    "/read/page",
                    "page and the arguments {offset} and {limit} belong together",
                    "give both or neither");
        }
    }

    private void fieldsAreAskedFor() {
        boolean asked =
                mapping.means().fields().values().stream().anyMatch(rule -> rule.ask().isPresent());
        if (asked != Placeholders.names(mapping.read().arguments()).contains("fields")) {
            found(
                    "/read/arguments",
                    "ask: of a field and the argument {fields} belong together",
                    "give both or neither");
        }
    }

    private void learnersHaveASubject() {
        if (mapping.header().aboutLearner() != mapping.means().subject().isPresent()) {
            found(
                    "/about",
                    "about: learner and means/subject belong together",
                    "give both, or about: nobody and no subject");
        }
    }

    private void keysAreMade() {
        boolean subject = mapping.means().key().contains(Mapping.CALLED_SUBJECT);
        if (subject != mapping.header().aboutLearner()) {
            found(
                    "/means/key",
                    "a record about a learner, and only such, has {subject} in its key",
                    "mend the key");
        }
        for (String part : mapping.means().key()) {
            if (part.startsWith("{")
                    && !Set.of(Mapping.CALLED_SUBJECT, Mapping.CALLED_COURSE).contains(part)) {
                found(
                        "/means/key",
                        part + " is not known in a key",
                        "use {course}, {subject} or a path");
            }
        }
    }

    private void secondAnswersExist() {
        mapping.means()
                .fields()
                .forEach(
                        (name, rule) -> {
                            if (rule.source() instanceof FieldRule.Source.Also also
                                    && !(mapping.read().also().containsKey(also.answer())
                                            && rule.type() == FieldType.FLAG)) {
                                found(
                                        "/means/fields/" + name,
                                        "also: "
                                                + also.answer()
                                                + " needs an answer of that name under read/also and type: flag",
                                        "add it");
                            }
                        });
    }

    private void secondAnswersAreLists() {
        if (!mapping.read().also().isEmpty() && !mapping.read().items().toString().equals("/*")) {
            found(
                    "/read/also",
                    "a second answer can only be compared when items is \"*\"",
                    "use a kind of its own");
        }
    }

    private void nothingIsMappedAndDropped() {
        Set<String> dropped = new HashSet<>();
        for (int i = 0; i < mapping.means().drop().size(); i++) {
            String path = mapping.means().drop().get(i);
            if (!dropped.add(path)) {
                found("/means/drop/" + i, path + " is dropped twice", "keep one");
            }
        }
        mapping.means()
                .fields()
                .forEach(
                        (name, rule) -> {
                            if (rule.source() instanceof FieldRule.Source.At at
                                    && dropped.contains(at.path())) {
                                found(
                                        "/means/fields/" + name,
                                        at.path() + " is both mapped and dropped",
                                        "keep one");
                            }
                        });
    }

    private void theParentIsOneStepAway() {
        mapping.means()
                .fields()
                .forEach(
                        (name, rule) -> {
                            if (rule.source() instanceof FieldRule.Source.At at
                                    && at.path().lastIndexOf('^') > 0) {
                                found(
                                        "/means/fields/" + name,
                                        "only one ^ can lead to a value, at the beginning",
                                        "map less far up");
                            }
                        });
    }

    private void typesFitTheirPaths() {
        mapping.means()
                .fields()
                .forEach(
                        (name, rule) -> {
                            if (!fits(rule)) {
                                found(
                                        "/means/fields/" + name,
                                        "a path with * is for a type of lists, or for a moment with pick: latest, and these are for"
                                                + " such a path",
                                        "mend the type or the path");
                            }
                        });
    }

    private static boolean fits(FieldRule rule) {
        boolean list = rule.source() instanceof FieldRule.Source.At at && at.list();
        boolean moment =
                rule.type() == FieldType.EPOCH_SECONDS
                        || rule.type() == FieldType.PAST_EPOCH_SECONDS;
        return list
                ? rule.type().list() || (moment && rule.latest())
                : !rule.type().list() && !rule.latest();
    }
}
