package org.passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.pack.Packs;

/** Everything that {@code docs/requirements.md} names is there. */
class RequirementsTest {
    private static final String NOTHING = "–";
    private static final Path TESTS = Path.of("src/test/java/org/passerelle");
    private static final Path CLASSES = Path.of("src/main/java/org/passerelle");

    /** One line of the table. */
    private record Row(
            String id,
            List<String> rules,
            List<String> classes,
            List<String> tests,
            String notYet) {}

    private final List<Row> rows = rows();

    @Test
    void every_requirement_in_scope_has_one_row() throws IOException {
        var scope =
                Files.readAllLines(Path.of("src/test/resources/requirements-in-scope.txt")).stream()
                        .filter(line -> !line.startsWith("#") && !line.isBlank())
                        .toList();

        assertThat(rows).extracting(Row::id).containsExactlyInAnyOrderElementsOf(scope);
    }

    @Test
    void every_rule_named_is_a_rule_of_that_pack() {
        var packs = Packs.load(Path.of("config"));
        for (Row row : rows) {
            for (String rule : row.rules()) {
                var parts = rule.split(": ", 2);
                var pack = packs.pack(new OrganisationKey(parts[0]));
                assertThat(pack.citation(new RuleKey(parts[1])))
                        .as(row.id() + " " + rule)
                        .isPresent();
            }
        }
    }

    @Test
    void every_class_named_exists() {
        for (Row row : rows) {
            for (String name : row.classes()) {
                assertThat(CLASSES.resolve(name.replace('.', '/') + ".java"))
                        .as(row.id() + " " + name)
                        .exists();
            }
        }
    }

    @Test
    void every_test_named_exists() throws IOException {
        var files = testsByName();
        for (Row row : rows) {
            for (String test : row.tests()) {
                var parts = test.split("\\.", 2);
                assertThat(files).as(row.id() + " " + test).containsKey(parts[0]);
                assertThat(Files.readString(files.getOrDefault(parts[0], TESTS)))
                        .as(row.id() + " " + test)
                        .contains(" " + parts[1] + "(");
            }
        }
    }

    @Test
    void a_row_without_a_class_and_a_test_says_why() {
        for (Row row : rows) {
            if (row.classes().isEmpty() || row.tests().isEmpty()) {
                assertThat(row.notYet()).as(row.id() + " not yet").isNotBlank();
            }
        }
    }

    private static List<Row> rows() {
        try (var lines = Files.lines(Path.of("docs/requirements.md"))) {
            return lines.filter(line -> line.matches("\\| [A-Z]+-[0-9]+ .*"))
                    .map(line -> line.split("\\|"))
                    .map(cells -> Arrays.stream(cells).map(String::strip).toList())
                    .map(RequirementsTest::row)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("docs/requirements.md cannot be read", e);
        }
    }

    private static Row row(List<String> cells) {
        assertThat(cells).as("cells of " + cells.get(1)).hasSize(7);
        return new Row(
                cells.get(1),
                rules(cells.get(3)),
                list(cells.get(4)),
                list(cells.get(5)),
                cells.get(6).equals(NOTHING) ? "" : cells.get(6));
    }

    /** {@code organisation: file/key, file/key}, several with a semicolon. */
    private static List<String> rules(String cell) {
        var rules = new ArrayList<String>();
        if (!cell.equals(NOTHING)) {
            for (String part : cell.split("; ")) {
                var organisation = part.substring(0, part.indexOf(':'));
                list(part.substring(part.indexOf(':') + 2))
                        .forEach(rule -> rules.add(organisation + ": " + rule));
            }
        }
        return rules;
    }

    private static List<String> list(String cell) {
        return cell.equals(NOTHING) ? List.of() : List.of(cell.split(", "));
    }

    private static Map<String, Path> testsByName() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(
                            Collectors.toMap(
                                    file -> file.getFileName().toString().replace(".java", ""),
                                    Function.identity()));
        }
    }
}
