package org.passerelle.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;

/** The matrix, field by field, over the purposes that may be pursued. Deny beats allow. */
final class FieldRulings {
    private static final Set<DataCategory> NEVER =
            EnumSet.of(DataCategory.SENSITIVE, DataCategory.EXCESS);

    private final Pack pack;
    private final Question question;
    private final LocalDate day;
    private final boolean bridge;
    private final Set<PurposeKey> serving = new HashSet<>();
    private final Map<FieldName, Set<Obligation>> allowed = new HashMap<>();
    private final Map<FieldName, RuleKey> dropped = new HashMap<>();
    private final Set<FieldName> unspoken = new HashSet<>();
    private final Set<RuleKey> rules = new HashSet<>();
    private final List<LocalDate> lastDays = new ArrayList<>(1);

    private FieldRulings(Pack pack, Question question, LocalDate day) {
        this.pack = pack;
        this.question = question;
        this.day = day;
        this.bridge = question.asker().role().equals(RoleKey.BRIDGE);
    }

    static FieldRulings of(
            Pack pack, Question question, Collection<Purpose> purposes, LocalDate day) {
        var rulings = new FieldRulings(pack, question, day);
        question.fields().forEach((field, category) -> rulings.rule(field, category, purposes));
        if (question.fields().isEmpty()) {
            purposes.forEach(rulings::serves);
        }
        return rulings;
    }

    Decision decision() {
        if (allowed.isEmpty() && !question.fields().isEmpty()) {
            return nothingLeft();
        }
        var duties = new HashMap<FieldName, Set<Obligation>>();
        boolean totals = false;
        boolean expires = false;
        for (var field : allowed.entrySet()) {
            if (!field.getValue().isEmpty()) {
                duties.put(field.getKey(), field.getValue());
                totals |= field.getValue().contains(Obligation.AGGREGATE);
                expires |= field.getValue().contains(Obligation.EXPIRE_AT);
            }
        }
        var list = recipient();
        var grounds =
                new Grounds(
                        rules,
                        totals ? Optional.of(pack.smallestGroup()) : Optional.empty(),
                        expires ? lastDays.stream().min(LocalDate::compareTo) : Optional.empty(),
                        list.flatMap(TransferRow::asOf));
        return dropped.isEmpty()
                ? new Decision.Permitted(pack.version(), serving, allowed.keySet(), duties, grounds)
                : new Decision.Reduced(
                        pack.version(), serving, allowed.keySet(), duties, dropped, grounds);
    }

    /** The dated list of countries that lets the recipient have anything; empty without a date. */
    private Optional<TransferRow> recipient() {
        var recipient = pack.recipient(question.asker().role());
        recipient.ifPresent(one -> rules.add(one.rule()));
        var list = recipient.flatMap(one -> pack.transfers().dated(one.country(), day));
        list.ifPresent(row -> rules.add(row.rule()));
        return list;
    }

    private Decision nothingLeft() {
        if (unspoken.size() == question.fields().size()) {
            var names = new TreeSet<String>();
            unspoken.forEach(field -> names.add(field.value()));
            return new Decision.Uncovered(
                    pack.version(),
                    "no row of the matrix speaks of "
                            + String.join(", ", names)
                            + " for recipient "
                            + question.asker().role());
        }
        var first = new TreeMap<String, RuleKey>();
        dropped.forEach(
                (field, rule) -> {
                    if (!unspoken.contains(field)) {
                        first.put(field.value(), rule);
                    }
                });
        return new Decision.Denied(
                pack.version(), first.firstEntry().getValue(), "no field is left");
    }

    private void serves(Purpose purpose) {
        if (serving.add(purpose.key())) {
            rules.add(purpose.rule());
        }
    }

    private void rule(FieldName field, DataCategory category, Collection<Purpose> purposes) {
        var forbidden = forbidden(category);
        if (forbidden != null) {
            dropped.put(field, forbidden);
            return;
        }
        RuleKey refusal = null;
        var found = new ArrayList<Set<Obligation>>(purposes.size());
        for (Purpose purpose : purposes) {
            var ruling = ruling(purpose, field, category);
            if (ruling.allowing().isEmpty()) {
                refusal = refusal == null ? ruling.refusal() : refusal;
            } else if (tooFew(duties(ruling.allowing()))) {
                refusal = Rules.SMALLEST_GROUP;
            } else {
                serves(purpose);
                ruling.allowing().forEach(this::rests);
                found.add(duties(ruling.allowing()));
            }
        }
        conclude(field, found, refusal);
    }

    /** What the rows say for one purpose: those that allow, or the one that refuses. */
    private record Ruling(List<MatrixRow> allowing, @Nullable RuleKey refusal) {}

    private Ruling ruling(Purpose purpose, FieldName field, DataCategory category) {
        var allowing = new ArrayList<MatrixRow>(2);
        RuleKey first = null;
        for (MatrixRow row : pack.matrix().rowsFor(purpose.key(), question.asker().role())) {
            if (!row.speaksOf(field, category)) {
                continue;
            }
            if (row.effect() == MatrixRow.Effect.DENY) {
                return new Ruling(List.of(), row.key());
            }
            first = first == null ? row.key() : first;
            if (allows(row)) {
                allowing.add(row);
            }
        }
        return new Ruling(allowing, first);
    }

    private void conclude(
            FieldName field, List<Set<Obligation>> duties, @Nullable RuleKey refusal) {
        if (!duties.isEmpty()) {
            allowed.put(field, Obligation.strictest(common(duties)));
        } else if (refusal != null) {
            dropped.put(field, refusal);
        } else {
            dropped.put(field, Rules.NO_ROW);
            unspoken.add(field);
        }
    }

    private @Nullable RuleKey forbidden(DataCategory category) {
        var byPack = pack.forbidden().get(category);
        if (byPack != null) {
            return byPack.rule();
        }
        return NEVER.contains(category) ? Rules.FORBIDDEN_CATEGORY : null;
    }

    /** A total over so few people that it tells something of one of them (LEG-17). */
    private boolean tooFew(Set<Obligation> duties) {
        return question.subjects() > 0
                && question.subjects() < pack.smallestGroup()
                && duties.contains(Obligation.AGGREGATE);
    }

    private void rests(MatrixRow row) {
        rules.add(row.key());
        if (row.expireAfter().isPresent()) {
            lastDays.add(day.plus(row.expireAfter().get()));
        }
    }

    private boolean allows(MatrixRow row) {
        return bridge
                || !row.scope().ownCourseOnly()
                || question.asker().tie() == Question.CourseTie.OWN_COURSE;
    }

    /** All rows bind a person; the bridge only owes what every use of the field owes. */
    private Set<Obligation> duties(List<MatrixRow> allowing) {
        if (allowing.size() == 1) {
            return allowing.getFirst().obligations();
        }
        if (bridge) {
            return common(allowing.stream().map(MatrixRow::obligations).toList());
        }
        var all = new HashSet<Obligation>();
        allowing.forEach(row -> all.addAll(row.obligations()));
        return all;
    }

    private static Set<Obligation> common(List<Set<Obligation>> sets) {
        if (sets.size() == 1) {
            return sets.getFirst();
        }
        var common = new HashSet<>(sets.getFirst());
        sets.forEach(common::retainAll);
        return common;
    }
}
