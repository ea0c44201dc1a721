package org.passerelle.rights.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.personaldata.OrganisationKey;

class TemplateTest {
    @Test
    void a_value_is_never_markup() {
        var page = fill("<p>{{name}}</p>", Map.of("name", "<script>alert('x')</script> & \"y\""));

        assertThat(page)
                .isEqualTo(
                        "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;</p>");
    }

    @Property
    void whatever_a_person_is_called_nothing_of_it_is_markup(@ForAll String name) {
        var page = fill("{{name}}", Map.of("name", name));

        assertThat(page).doesNotContain("<", ">", "\"", "'");
    }

    @Test
    void a_value_that_looks_like_a_gap_is_not_filled() {
        assertThat(fill("{{a}}{{b}}", Map.of("a", "{{b}}", "b", "B"))).isEqualTo("{{b}}B");
    }

    @Test
    void a_section_is_shown_per_row_and_its_opposite_when_there_is_none() {
        var text = "{{#rows}}[{{name}}-{{end}}]{{/rows}}{{^rows}}none{{/rows}}";

        assertThat(
                        fill(
                                text,
                                Map.of(
                                        "end",
                                        "!",
                                        "rows",
                                        List.of(Map.of("name", "a"), Map.of("name", "b")))))
                .isEqualTo("[a-!][b-!]");
        assertThat(fill(text, Map.of("end", "!", "rows", List.of()))).isEqualTo("none");
        assertThat(fill("{{#x}}{{x}}{{/x}}", Map.of("x", "1"))).isEqualTo("1");
        assertThat(fill("{{#x}}{{x}}{{/x}}", Map.of("x", ""))).isEmpty();
    }

    @Test
    void a_name_nothing_fills_is_told_with_file_and_line() {
        assertThatThrownBy(() -> fill("a\nb\n{{nobody}}", Map.of()))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageStartingWith("letter.html line 3: nothing fills {{nobody}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{#a}}", "{{/a}}", "{{#a}}{{/b}}", "{{#a}}{{#b}}{{/a}}{{/b}}"})
    void a_section_that_is_not_closed_is_told(String text) {
        assertThatThrownBy(() -> Template.parse("letter.html", text))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining("letter.html line 1");
    }

    @Test
    void an_organisation_may_put_its_own_in_place(@TempDir Path config) throws Exception {
        Files.createDirectories(config.resolve("rights"));
        Files.writeString(config.resolve("rights/refusal.html"), "ours");
        Files.createDirectories(config.resolve("organisations/imp/rights"));
        Files.writeString(config.resolve("organisations/imp/rights/refusal.html"), "theirs");
        var templates = new Templates(config);

        assertThat(templates.of(new OrganisationKey("imp"), "refusal").fill(Map.of()))
                .isEqualTo("theirs");
        assertThat(templates.of(new OrganisationKey("other"), "refusal").fill(Map.of()))
                .isEqualTo("ours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access", "erasure", "refusal", "extension", "lift"})
    void every_shipped_answer_names_the_authority(String name) {
        var text = read(name);

        assertThat(text)
                .contains(
                        "Commission nationale de l'informatique et des libertés",
                        "3 place de Fontenoy",
                        "75334 Paris");
        if (!name.equals("access")) {
            assertThat(text).contains("recours juridictionnel");
        }
        assertThat(Templates.NAMES).contains(name);
    }

    private static String read(String name) {
        try {
            return Files.readString(Path.of("config/rights/" + name + ".html"));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String fill(String text, Map<String, Object> model) {
        return Template.parse("letter.html", text).fill(model);
    }
}
