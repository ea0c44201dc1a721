package org.passerelle.policy;

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
import java.util.stream.Collectors;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;

/** The matrix, field by field, over the purposes that may be pursued. Deny beats allow. */
final class FieldRulings {
    private static final Set<DataCategory> NEVER =
            EnumSet.of(DataCategory.SENSITIVE, DataCategory.EXCESS);

    private final Pack pack;
    private final Question question;
    private final boolean bridge;
    private final Set<PurposeKey> serving = new HashSet<>();
    private final Map<FieldName, Set<Obligation>> allowed = new HashMap<>();
    private final Map<FieldName, RuleKey> dropped = new HashMap<>();
    private final Set<FieldName> unspoken = new HashSet<>();

    private FieldRulings(Pack pack, Question question) {
        this.pack = pack;
        this.question = question;
        this.bridge = question.asker().role().equals(RoleKey.BRIDGE);
    }

    static FieldRulings of(Pack pack, Question question, Collection<Purpose> purposes) {
        var rulings = new FieldRulings(pack, question);
        question.fields().forEach((field, category) -> rulings.rule(field, category, purposes));
        if (question.fields().isEmpty()) {
            purposes.forEach(purpose -> rulings.serving.add(purpose.key()));
        }
        return rulings;
    }

    Decision decision() {
        if (allowed.isEmpty() && !question.fields().isEmpty()) {
            return nothingLeft();
        }
        var duties =
                allowed.entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return dropped.isEmpty()
                ? new Decision.Permitted(pack.version(), serving, allowed.keySet(), duties)
                : new Decision.Reduced(pack.version(), serving, allowed.keySet(), duties, dropped);
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

    private void rule(FieldName field, DataCategory category, Collection<Purpose> purposes) {
        var forbidden = forbidden(category);
        if (forbidden.isPresent()) {
            dropped.put(field, forbidden.get());
            return;
        }
        Optional<RuleKey> refusal = Optional.empty();
        var duties = new ArrayList<Set<Obligation>>();
        for (Purpose purpose : purposes) {
            var rows = rowsFor(purpose, field, category);
            var denying = rows.stream().filter(this::denies).findFirst();
            if (denying.isPresent()) {
                refusal = refusal.or(() -> denying.map(MatrixRow::key));
            } else if (rows.stream().anyMatch(this::allows)) {
                serving.add(purpose.key());
                duties.add(duties(rows));
            } else if (!rows.isEmpty()) {
                refusal = refusal.or(() -> Optional.of(rows.getFirst().key()));
            }
        }
        conclude(field, duties, refusal);
    }

    private void conclude(
            FieldName field, List<Set<Obligation>> duties, Optional<RuleKey> refusal) {
        if (!duties.isEmpty()) {
            allowed.put(field, Obligation.strictest(common(duties)));
        } else if (refusal.isPresent()) {
            dropped.put(field, refusal.get());
        } else {
            dropped.put(field, Rules.NO_ROW);
            unspoken.add(field);
        }
    }

    private Optional<RuleKey> forbidden(DataCategory category) {
        var byPack = Optional.ofNullable(pack.forbidden().get(category));
        return NEVER.contains(category)
                ? Optional.of(byPack.orElse(Rules.FORBIDDEN_CATEGORY))
                : byPack;
    }

    private List<MatrixRow> rowsFor(Purpose purpose, FieldName field, DataCategory category) {
        return pack.matrix().stream()
                .filter(row -> row.speaksOf(field, category))
                .filter(row -> row.purposes().isEmpty() || row.purposes().contains(purpose.key()))
                .filter(this::speaksTo)
                .toList();
    }

    /** An allowance for anybody is one for the bridge; a denial only if it is for everybody. */
    private boolean speaksTo(MatrixRow row) {
        return row.recipients().isEmpty()
                || row.recipients().contains(question.asker().role())
                || (bridge && row.effect() == MatrixRow.Effect.ALLOW);
    }

    private boolean denies(MatrixRow row) {
        return row.effect() == MatrixRow.Effect.DENY;
    }

    private boolean allows(MatrixRow row) {
        return row.effect() == MatrixRow.Effect.ALLOW
                && (bridge
                        || !row.scope().ownCourseOnly()
                        || question.asker().tie() == Question.CourseTie.OWN_COURSE);
    }

    /** All rows bind a person; the bridge only owes what every use of the field owes. */
    private Set<Obligation> duties(List<MatrixRow> rows) {
        var sets = rows.stream().filter(this::allows).map(MatrixRow::obligations).toList();
        if (bridge) {
            return common(sets);
        }
        return sets.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Obligation> common(List<Set<Obligation>> sets) {
        var common = new HashSet<>(sets.getFirst());
        sets.forEach(common::retainAll);
        return common;
    }
}
