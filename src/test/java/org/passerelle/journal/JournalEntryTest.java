package org.passerelle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;

/** No clear personal data and no free text can be put into the journal. */
class JournalEntryTest {
    private static final OrganisationKey IMP = new OrganisationKey("imp-formation");

    private static JournalEntry entry(String object, String outcome, Map<String, String> details) {
        return new JournalEntry(
                IMP, "lea.martin", "hold-placed", object, Optional.empty(), outcome, details);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claire.durand@imp.example",
                "she asked by phone to wait",
                "Zoé",
                "<b>",
                "line\nbreak",
                "{\"a\":1}"
            })
    void a_sentence_or_an_address_is_refused_wherever_it_stands(String text) {
        assertThatThrownBy(() -> entry("hold 7", "done", Map.of("why", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(text);
        assertThatThrownBy(() -> entry("hold " + text, "done", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> entry("hold 7", text, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                new JournalEntry(
                                        IMP, text, "x", "hold 7", Optional.empty(), "x", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> entry("hold 7", "done", Map.of(text, "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4711",
                "2026-03-09",
                "2026-03-09T10:15:30Z",
                "retention/learning-space",
                "dpo@imp-formation,support",
                "derived:accesses"
            })
    void keys_numbers_dates_and_roles_are_accepted(String text) {
        assertThatCode(() -> entry("poll-run 12", "done", Map.of("value", text)))
                .doesNotThrowAnyException();
    }

    @Test
    void an_entry_has_no_component_that_could_hold_a_person() {
        assertThat(JournalEntry.class.getRecordComponents())
                .extracting(RecordComponent::getType)
                .containsOnly(OrganisationKey.class, String.class, Optional.class, Map.class);
        assertThat(
                        Arrays.stream(JournalEntry.class.getRecordComponents())
                                .filter(part -> part.getType() == Optional.class)
                                .map(part -> part.getGenericType().getTypeName()))
                .containsExactly("java.util.Optional<" + SubjectId.class.getName() + ">");
    }

    @Test
    void only_the_journal_writes_its_tables() throws IOException {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            List<String> writers =
                    sources.filter(file -> file.toString().endsWith(".java"))
                            .filter(JournalEntryTest::writesEntries)
                            .map(file -> file.getFileName().toString())
                            .sorted()
                            .toList();

            assertThat(writers).containsExactly("JdbcChain.java", "JdbcJournal.java");
        }
    }

    private static boolean writesEntries(Path file) {
        try {
            return Files.readString(file)
                    .matches(
                            "(?s).*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO) journal_entries.*");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
