package org.passerelle.failures;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            textBlock =
                    """
                    no answer within 30 s                        | no answer within <n> s
                    user 4711 of course 12 is unknown            | user <n> of course <n> is unknown
                    lost at 2026-03-09T10:15:30.123Z             | lost at <n>
                    anna@imp.example was refused                 | <mail> was refused
                    field "Zoé Exemple" is too long              | field <text> is too long
                    field 'O' Brien' is too long                 | field <text>
                    l'utilisateur n'existe pas                   | l'utilisateur n'existe pas
                    id A'B1 is odd                               | id A<text>
                    value «Zoé» and “Max” differ                 | value <text> and <text> differ
                    unexpected "Zoé Exem                         | unexpected <text>
                    see https://moodle.imp.example/u?id=7 first  | see <url> first
                    subject 0123456789abcdef0123456789abcdef     | subject <id>
                    erase-7f3a failed                            | <id> failed
                    """)
    void what_differs_from_one_failure_to_the_next_is_removed(String raw, String text) {
        assertThat(CauseText.of(raw).value()).isEqualTo(text);
    }

    @Test
    void lines_and_control_characters_become_spaces_and_the_length_has_an_end() {
        assertThat(CauseText.of("first\r\n\tsecond\u0007").value()).isEqualTo("first second");
        assertThat(CauseText.of("word ".repeat(100_000)).value()).hasSizeLessThanOrEqualTo(300);
    }

    @Property(tries = 2000)
    void normalising_twice_changes_nothing(@ForAll @StringLength(max = 400) String raw) {
        var once = CauseText.of(raw).value();

        assertThat(CauseText.of(once).value()).isEqualTo(once);
        assertThat(once).hasSizeLessThanOrEqualTo(CauseText.MAX_LENGTH);
    }

    @Property
    void no_digit_survives(@ForAll String raw) {
        assertThat(CauseText.of(raw).value().codePoints()).noneMatch(Character::isDigit);
    }

    @Property
    void no_quoted_value_survives(
            @ForAll @AlphaChars @StringLength(min = 12, max = 30) String secret,
            @ForAll("marks") String marks,
            @ForAll("noise") String before,
            @ForAll("noise") String after) {
        var raw = before + " " + marks.charAt(0) + secret + marks.charAt(1) + " " + after;

        assertThat(CauseText.of(raw).value()).doesNotContain(secret);
    }

    @Property
    void equal_causes_with_other_numbers_and_people_are_one_group(
            @ForAll @IntRange(min = 0) int first,
            @ForAll @IntRange(min = 0) int second,
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String one,
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String other) {
        assertThat(cause("user " + first + " (" + one + "@imp.example) has no '" + one + "'"))
                .isEqualTo(
                        cause(
                                "user "
                                        + second
                                        + " ("
                                        + other
                                        + "@up.example) has no '"
                                        + other
                                        + "'"));
    }

    @Property
    void every_part_of_a_cause_counts_for_its_group(
            @ForAll("names") String kind,
            @ForAll("names") String route,
            @ForAll("names") String stop) {
        var cause = new Cause(kind, route, stop, CauseText.of("broken"));

        assertThat(cause.groupKey()).matches("[0-9a-f]{16}");
        assertThat(new Cause(kind + "x", route, stop, cause.text()).groupKey())
                .isNotEqualTo(cause.groupKey());
        assertThat(new Cause(kind, route + "x", stop, cause.text()).groupKey())
                .isNotEqualTo(cause.groupKey());
        assertThat(new Cause(kind, route, stop + "x", cause.text()).groupKey())
                .isNotEqualTo(cause.groupKey());
        assertThat(new Cause(kind, route, stop, CauseText.of("torn")).groupKey())
                .isNotEqualTo(cause.groupKey());
    }

    @Test
    void a_name_that_is_none_of_ours_is_not_kept() {
        var cause = new Cause("Zoé Exemple", "poll-run", "x".repeat(201), CauseText.of("broken"));

        assertThat(cause.kind()).isEqualTo("unknown");
        assertThat(cause.route()).isEqualTo("poll-run");
        assertThat(cause.stop()).isEqualTo("unknown");
    }

    @Provide
    Arbitrary<String> marks() {
        return Arbitraries.of("\"\"", "''", "``", "«»", "“”");
    }

    @Provide
    Arbitrary<String> noise() {
        return Combinators.combine(
                        Arbitraries.of("value", "l'heure of", "a \"pair\" and", "5 of", ""),
                        Arbitraries.of("is wrong", "d'abord", "'x'", "@", "<n>"))
                .as((one, two) -> one + " " + two);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(20);
    }

    private static String cause(String text) {
        return new Cause("Refused", "engine-facts", "facts", CauseText.of(text)).groupKey();
    }
}
