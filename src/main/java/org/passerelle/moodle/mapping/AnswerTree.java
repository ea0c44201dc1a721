package org.passerelle.moodle.mapping;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.FieldName;

/**
 * The shape of an answer as its mapping knows it, with a mark at each place that somebody wants in
 * this reading. What the reading was not permitted stays known but unmarked: it is passed over, and
 * is no gap.
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
        mapping.means().drop().forEach(path -> at(path).marks.add(Mark.DROPPED));
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
            place.way.add(segment);
            place = place.step(segment);
        }
        place.marks.add(Mark.ROW);
        if (!root.wayIsList()) {
            root.step("warnings").marks.add(Mark.WARNINGS);
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
                at(path).ids.add(new Id(path, numeric.contains(path)));
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
            at(list + "/*").marks.add(Mark.THROUGH);
        }
    }

    private void markOuter(String path) {
        if (path.startsWith("^/")) {
            List<String> sibling = mapping.read().items().absolute("^/x");
            absolute(sibling.subList(0, sibling.size() - 1)).marks.add(Mark.OUTER);
        }
    }

    /**
     * A value that is kept as text under its path; a user's or a course's id must be a whole
     * number.
     */
    record Id(String path, boolean numeric) {}

    /** What a place is for. */
    enum Mark {
        /** Rows are here. */
        ROW,
        /** An object around rows that holds values they need. */
        OUTER,
        /** On the way from a row to the elements of a list of its. */
        THROUGH,
        DROPPED,
        WARNINGS
    }

    /** One place of the answer. */
    static final class Place {
        private static final String ELEMENT = "*";

        private final Map<String, Place> steps = new HashMap<>();
        private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
        private final Set<String> way = new HashSet<>();
        private final List<Id> ids = new ArrayList<>();
        private final List<FieldRule> rules = new ArrayList<>();
        private final List<FieldRule> lists = new ArrayList<>();

        private Place step(String segment) {
            return steps.computeIfAbsent(segment, name -> new Place());
        }

        @Nullable Place field(String name) {
            return name.equals(ELEMENT) ? null : steps.get(name);
        }

        @Nullable Place element() {
            return steps.get(ELEMENT);
        }

        /** Whether rows are further in. */
        boolean way() {
            return !way.isEmpty();
        }

        /** Whether the rows are reached through this field. */
        boolean wayThrough(String name) {
            return way.contains(name);
        }

        /** Whether the rows are reached through the elements of a list here. */
        boolean wayIsList() {
            return way.contains(ELEMENT);
        }

        /** The name of the field through which the rows are reached; empty for a list. */
        String wayName() {
            return way.stream().filter(name -> !name.equals(ELEMENT)).findFirst().orElse("");
        }

        boolean is(Mark mark) {
            return marks.contains(mark);
        }

        List<Id> ids() {
            return ids;
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
            return !ids.isEmpty() || !rules.isEmpty();
        }

        /** Known, but nothing of it is wanted in this reading. */
        boolean passedOver() {
            boolean wanted = scalar() || way() || !lists.isEmpty() || !marks.isEmpty();
            return is(Mark.DROPPED) || !wanted;
        }
    }
}
