package org.passerelle.disclosure.exports;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.RecordKind;

/** Holds what an order wants against the kinds and fields the platform's mapping files know. */
final class SelectionCheck {
    private final ExportSources.Catalogue catalogue;

    SelectionCheck(ExportSources.Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What cannot be asked for, and what could be; empty when all of it is known. */
    Optional<String> problem(Selection selection) {
        var kinds = catalogue.of(selection.platform());
        var names = kinds.keySet().stream().map(RecordKind::value).toList();
        for (RecordKind kind : selection.kinds()) {
            if (!kinds.containsKey(kind)) {
                return Optional.of(
                        "kinds: there is no kind " + kind.value() + nearest(kind.value(), names));
            }
        }
        if (selection.fields().isEmpty()) {
            return Optional.of("fields: expected at least one");
        }
        var known = new TreeSet<String>();
        selection
                .kinds()
                .forEach(
                        kind ->
                                kinds.getOrDefault(kind, Map.of())
                                        .keySet()
                                        .forEach(f -> known.add(f.value())));
        return selection.fields().stream()
                .map(FieldName::value)
                .filter(field -> !known.contains(field))
                .findFirst()
                .map(field -> noField(field, selection, known));
    }

    private static String noField(String field, Selection selection, Collection<String> known) {
        var kinds = selection.kinds().stream().map(RecordKind::value).sorted().toList();
        return "fields: "
                + (kinds.size() == 1 ? "kind " : "none of the kinds ")
                + String.join(", ", kinds)
                + (kinds.size() == 1 ? " has no field " : " has a field ")
                + field
                + nearest(field, known);
    }

    private static String nearest(String wanted, Collection<String> known) {
        return "; nearest: " + String.join(", ", Nearest.to(wanted, known));
    }

    /** The categories of the wanted fields, by kind. */
    Map<RecordKind, Map<FieldName, DataCategory>> categories(Selection selection) {
        var asked = new HashMap<RecordKind, Map<FieldName, DataCategory>>();
        var known = catalogue.of(selection.platform());
        for (RecordKind kind : selection.kinds()) {
            var fields = new HashMap<>(known.getOrDefault(kind, Map.of()));
            fields.keySet().retainAll(selection.fields());
            asked.put(kind, fields);
        }
        return asked;
    }
}
