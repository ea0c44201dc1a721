package org.passerelle.disclosure.exports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
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
        var known = new HashSet<FieldName>();
        for (RecordKind kind : selection.kinds()) {
            if (!kinds.containsKey(kind)) {
                return Optional.of(
                        "kinds: expected of "
                                + kinds.keySet().stream().map(RecordKind::value).sorted().toList());
            }
            known.addAll(kinds.get(kind).keySet());
        }
        return known.containsAll(selection.fields()) && !selection.fields().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "fields: expected at least one, all of "
                                + known.stream().map(FieldName::value).sorted().toList());
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
