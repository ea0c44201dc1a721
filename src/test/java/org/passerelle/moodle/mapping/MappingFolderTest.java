package org.passerelle.moodle.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.learning.MappingTrial.Finding;
import org.passerelle.personaldata.RecordKind;

class MappingFolderTest {
    private static final Path SHIPPED = Path.of("moodle-webservice-mapping");
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private final MappingFolder reading =
            new MappingFolder(Path.of("config/schemas/mapping.schema.json"));
    private final OfflineTrial trial = new OfflineTrial(reading, CLOCK);

    @TempDir Path folder;
    private String grade = "";

    @BeforeEach
    void read() throws IOException {
        grade = Files.readString(SHIPPED.resolve("grade.mapping.yaml"));
    }

    private List<Finding> lint(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return trial.lint(folder);
    }

    @Test
    void the_shipped_files_have_no_findings() {
        assertThat(trial.lint(SHIPPED)).isEmpty();
        assertThat(reading.load(SHIPPED).byKind()).hasSize(9);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        category: grade$           | category: marks               | 15 | category
        type: decimal              | type: desimal                 | 19 | type
        hidden:      \\{ path: gradeishidden, | hidden: { | 22 | path
        about: learner             | about: learners               | 4  | about
        scope: course              | scope: courses                | 6  | scope
        poll: grades-full          | pole: grades-full             | 7  | pole
        items: usergrades/\\*/gradeitems/\\* | items: usergrades//x | 12 | items
        "\\{course\\}" }           | "{cuorse}" }                  | 10 | {cuorse} is not known
        kind: grade                | kind: mark                    | 3  | in a file of another name
        subject: \\^/userid        | course: ^/courseid            | 4  | about: learner and means/subject
        path: gradedategraded      | path: gradehiddenbydate       | 20 | both mapped and dropped
        - itemname                 | - itemtype                    |    | dropped twice
        "\\{course\\}", id, "\\{subject\\}" | "{course}", id       | 17 | {subject} in its key
        type: html                 | type: texts                   | 25 | mend the type or the path
        path: feedback             | path: ^/^/feedback            | 25 | only one ^
        """)
    void a_fault_is_found_with_its_line(String from, String to, Integer line, String says)
            throws IOException {
        String broken =
                grade.replaceFirst("(?m)" + from, java.util.regex.Matcher.quoteReplacement(to));
        assertThat(broken).isNotEqualTo(grade);

        List<Finding> findings = lint("grade.mapping.yaml", broken);

        assertThat(findings)
                .anySatisfy(found -> assertThat(found.what() + "; " + found.cure()).contains(says));
        assertThat(findings).allSatisfy(found -> assertThat(found.cure()).isNotBlank());
        if (line != null) {
            assertThat(
                            findings.stream()
                                    .filter(
                                            found ->
                                                    (found.what() + "; " + found.cure())
                                                            .contains(says)))
                    .extracting(Finding::line)
                    .contains(line);
        }
    }

    @Test
    void pages_need_both_arguments_and_asking_needs_fields() throws IOException {
        String user = Files.readString(SHIPPED.resolve("user.mapping.yaml"));

        assertThat(lint("user.mapping.yaml", user.replace("  page: 500\n", "")))
                .extracting(Finding::what)
                .anyMatch(what -> what.contains("{offset}"));
        assertThat(lint("user.mapping.yaml", user.replace("\"{fields}\"", "id")))
                .extracting(Finding::what)
                .anyMatch(what -> what.contains("ask:"));
    }

    @Test
    void two_files_of_one_kind_are_both_named() throws IOException {
        Files.writeString(folder.resolve("grade.mapping.yaml"), grade);

        List<Finding> findings = lint("marks.mapping.yaml", grade);

        assertThat(findings)
                .anySatisfy(
                        found ->
                                assertThat(found.cure())
                                        .contains("grade.mapping.yaml", "marks.mapping.yaml"));
        assertThatThrownBy(() -> reading.load(folder)).hasMessageContaining("marks.mapping.yaml:");
    }

    @Test
    void a_key_that_stands_twice_is_found_with_both_lines() throws IOException {
        var findings =
                lint("grade.mapping.yaml", grade.replace("tier: core", "tier: core\ntier: plugin"));

        assertThat(findings)
                .anySatisfy(
                        found -> {
                            assertThat(found.what()).contains("'tier' stands here twice", "line 5");
                            assertThat(found.line()).isEqualTo(6);
                        });
    }

    @Test
    void broken_yaml_other_encodings_empty_files_and_stray_names_are_findings() throws IOException {
        Files.write(
                folder.resolve("latin.mapping.yaml"),
                "kind: é".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("empty.mapping.yaml"), "# nothing\n");
        Files.writeString(folder.resolve("tabs.mapping.yaml"), "kind: a\nread:\n\tfunction: b\n");
        Files.writeString(folder.resolve("grade.yml"), grade);

        List<Finding> findings = trial.lint(folder);

        assertThat(findings)
                .extracting(Finding::file)
                .contains(
                        "latin.mapping.yaml",
                        "empty.mapping.yaml",
                        "tabs.mapping.yaml",
                        "grade.yml");
        assertThat(findings)
                .filteredOn(found -> found.file().startsWith("tabs"))
                .first()
                .extracting(Finding::line)
                .isEqualTo(3);
    }

    @Test
    void a_folder_that_is_not_there_is_a_finding() {
        assertThat(trial.lint(folder.resolve("none"))).hasSize(1);
    }

    @Test
    void an_answer_is_tried_offline() {
        var tried =
                trial.tryOut(
                        SHIPPED,
                        new RecordKind("grade"),
                        Path.of(
                                "src/test/resources/mapping/grade-bad-late-parent-gaps-warnings/answer.json"));

        assertThat(tried.rows()).isNotEmpty();
        assertThat(tried.gaps()).contains("usergrades/gradeitems/newfield");
        assertThat(tried.problems()).anyMatch(problem -> problem.startsWith("row "));
        assertThat(tried.toString()).doesNotContain("Durand");
    }

    @Test
    void an_answer_file_that_is_not_json_is_named_with_its_place() throws IOException {
        Path answer = Files.writeString(folder.resolve("answer.json"), "{\"usergrades\": Durand}");

        assertThatThrownBy(() -> trial.tryOut(SHIPPED, new RecordKind("grade"), answer))
                .hasMessageContaining("line 1")
                .hasMessageNotContaining("Durand");
    }
}
