package org.passerelle.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Finds every example of every organisation by itself; a new file needs no new test. */
class ExamplesTest {
    private static final Path CONFIG = Path.of("config");

    @TestFactory
    Stream<DynamicTest> every_example_is_answered_as_its_author_expects() {
        return Examples.run(CONFIG).stream()
                .map(
                        outcome ->
                                DynamicTest.dynamicTest(
                                        outcome.organisation() + ": " + outcome.name(),
                                        () ->
                                                assertThat(outcome.differences())
                                                        .as(
                                                                "%s line %s",
                                                                outcome.file(), outcome.line())
                                                        .isEmpty()));
    }

    @Test
    void every_organisation_asks_at_least_forty_questions() {
        var byOrganisation =
                Examples.run(CONFIG).stream()
                        .collect(
                                Collectors.groupingBy(
                                        Examples.Outcome::organisation, Collectors.counting()));

        assertThat(byOrganisation.keySet())
                .isEqualTo(
                        Packs.load(CONFIG).organisations().stream()
                                .map(organisation -> organisation.key())
                                .collect(Collectors.toSet()));
        assertThat(byOrganisation.values()).allMatch(count -> count >= 40);
    }
}
