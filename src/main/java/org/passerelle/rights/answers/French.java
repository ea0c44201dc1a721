package org.passerelle.rights.answers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.rights.deadlines.Deadline;

/** Our codes, days and values as a French reader expects them. */
final class French {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM yyyy 'à' HH'h'mm", Locale.FRENCH);

    private final Map<String, String> words;

    /**
     * @param words code to words; a code without any is shown as it is
     */
    French(Map<String, String> words) {
        this.words = Map.copyOf(words);
    }

    /** The first group that has a word for it; nothing where none has, never our own code. */
    String wordOf(String code, String... groups) {
        return Stream.of(groups)
                .flatMap(group -> Optional.ofNullable(words.get(group + "." + code)).stream())
                .findFirst()
                .orElse("");
    }

    /** {@code FR} is said «France». */
    static String country(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.FRENCH);
    }

    String word(String group, String code) {
        return words.getOrDefault(group + "." + code, code);
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String moment(Instant at) {
        return MOMENT.format(at.atZone(Deadline.ZONE));
    }

    static String value(FieldValue value) {
        return switch (value) {
            case FieldValue.Text text -> text.value();
            case FieldValue.Number number -> number.value().toPlainString().replace('.', ',');
            case FieldValue.Flag flag -> flag.value() ? "oui" : "non";
            case FieldValue.Moment moment -> moment(moment.value());
            case FieldValue.Items items ->
                    items.values().stream().collect(Collectors.joining(", "));
            case FieldValue.Nothing nothing -> "(vide)";
            case FieldValue.NotGraded none -> "(pas encore noté)";
        };
    }
}
