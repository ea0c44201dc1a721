package org.passerelle.rights.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.personaldata.FieldValue;

/**
 * Who asks and what, in their own words. It prints nothing of it and is stored only under a key of
 * the request's own.
 *
 * @param more what the type needs besides, such as the corrected values, by field
 */
public record Applicant(
        FieldValue.Text familyName,
        FieldValue.Text givenName,
        FieldValue.Text home,
        FieldValue.Text mailAddress,
        FieldValue.Text object,
        Map<String, FieldValue.Text> more) {
    public Applicant {
        more = Map.copyOf(more);
    }

    /** The form of the published procedure: blank is missing. Source: UPR-79, UPR-80. */
    public List<String> missing() {
        var missing = new ArrayList<String>();
        asTexts()
                .forEach(
                        (field, text) -> {
                            if (text.isBlank() && !field.startsWith(MORE)) {
                                missing.add(field);
                            }
                        });
        return missing;
    }

    private static final String MORE = "more.";

    Map<String, String> asTexts() {
        var texts = new TreeMap<String, String>();
        texts.put("familyName", familyName.value());
        texts.put("givenName", givenName.value());
        texts.put("home", home.value());
        texts.put("mailAddress", mailAddress.value());
        texts.put("object", object.value());
        more.forEach((field, value) -> texts.put(MORE + field, value.value()));
        return texts;
    }

    /** From {@link #asTexts}, or from a form in which fields may be missing. */
    public static Applicant of(Map<String, String> texts) {
        var more = new TreeMap<String, FieldValue.Text>();
        texts.forEach(
                (field, value) -> {
                    if (field.startsWith(MORE)) {
                        more.put(field.substring(MORE.length()), new FieldValue.Text(value));
                    }
                });
        return new Applicant(
                text(texts, "familyName"),
                text(texts, "givenName"),
                text(texts, "home"),
                text(texts, "mailAddress"),
                text(texts, "object"),
                more);
    }

    private static FieldValue.Text text(Map<String, String> texts, String field) {
        return new FieldValue.Text(texts.getOrDefault(field, "").strip());
    }
}
