package org.passerelle.moodle.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.FieldName;

/**
 * The shape of an answer as its mapping knows it, with a mark at each place that somebody wants in this reading.
 * What the reading was not permitted stays known but unmarked: it is passed over, and is no gap.
 */
final class AnswerTree {
    private final Mapping mapping;
    private final Place root = new Place();

    AnswerTree(Mapping mapping, Set<FieldName> permitted) {
        this.mapping = mapping;
        markWay();
        markIds();
        for (FieldRule rule : mapping.means().fields().values()) {
            if (rule.source() instanceof FieldRule.Source.At at) {
                markField(rule, at, permitted.contains(rule.name()));
            }
        }
        mapping.means().drop().forEach(path -> at(path).dropped = true);
    }

    Place root() {
        return root;
    }

    private Place at(String relative) {
        return absolute(mapping.read().items().absolute(relative));
    }

    private Place absolute(List<String> segments) {
        Place place = root;
        for (String segment : segments) {
            place = place.step(segment);
        }
        return place;
    }

    private void markWay() {
        Place place = root;
        for (String segment : mapping.read().items().segments()) {
            place.wayOn = Optional.of(segment);
            place = place.step(segment);
        }
        place.row = true;
        if (!root.wayOn.equals(Optional.of("*"))) {
            root.step("warnings").warnings = true;
        }
    }

    private void markIds() {
        Set<String> numeric = new HashSet<>();
        mapping.means().subject().ifPresent(numeric::add);
        mapping.means().course().ifPresent(numeric::add);
        Set<String> paths = new HashSet<>(numeric);
        paths.addAll(mapping.means().key());
        mapping.read().also().values().forEach(also -> paths.add(also.match()));
        for (String path : paths) {
            if (!path.startsWith("{")) {
                at(path).id = new Id(path, numeric.contains(path));
                markOuter(path);
            }
        }
    }

    private void markField(FieldRule rule, FieldRule.Source.At at, boolean permitted) {
        Place place = at(at.path());
        if (permitted) {
            place.rules.add(rule);
            markOuter(at.path());
            markList(rule, at);
        }
    }

    /** The places from the row down to the elements of a list are walked through. */
    private void markList(FieldRule rule, FieldRule.Source.At at) {
        if (at.list()) {
            String list = at.path().substring(0, at.path().indexOf("/*"));
            at(list).lists.add(rule);
            at(list + "/*").through = true;
        }
    }

    private void markOuter(String path) {
        if (path.startsWith("^/")) {
            List<String> sibling = mapping.read().items().absolute("^/x");
            absolute(sibling.subList(0, sibling.size() - 1)).outer = true;
        }
    }

    /** A value that is kept as text under its path; a user's or a course's id must be a whole number. */
    record Id(String path, boolean numeric) {}

    /** One place of the answer. */
    static final class Place {
        private final Map<String, Place> fields = new HashMap<>();
        private @Nullable Place element;

        /** The next step from here towards the rows. */
        private Optional<String> wayOn = Optional.empty();

        private boolean row;
        private boolean outer;
        private boolean through;
        private boolean dropped;
        private boolean warnings;

        /** Kept for keys, subjects and matches. */
        private @Nullable Id id;

        private final List<FieldRule> rules = new ArrayList<>();
        private final List<FieldRule> lists = new ArrayList<>();

        private Place step(String segment) {
            if (!segment.equals("*")) {
                return fields.computeIfAbsent(segment, name -> new Place());
            }
            Place known = element == null ? new Place() : element;
            element = known;
            return known;
        }

        @Nullable Place field(String name) {
            return fields.get(name);
        }

        @Nullable Place element() {
            return element;
        }

        /** The name of the field, or {@code *}, through which the rows are reached. */
        Optional<String> wayOn() {
            return wayOn;
        }

        /** Rows are here. */
        boolean row() {
            return row;
        }

        /** An object around rows that holds values they need. */
        boolean outer() {
            return outer;
        }

        boolean warnings() {
            return warnings;
        }

        @Nullable Id id() {
            return id;
        }

        /** The fields whose value is here. */
        List<FieldRule> rules() {
            return rules;
        }

        /** The fields that are made of the list here. */
        List<FieldRule> lists() {
            return lists;
        }

        boolean scalar() {
            return id != null || !rules.isEmpty();
        }

        /** Known, but nothing of it is wanted in this reading. */
        boolean passedOver() {
            return dropped
                    || !(scalar() || row || through || warnings || wayOn.isPresent() || !lists.isEmpty());
        }
    }
}
