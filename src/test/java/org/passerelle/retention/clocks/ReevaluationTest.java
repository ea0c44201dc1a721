package org.passerelle.retention.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.policy.FactKey.CONTRACT_END;
import static org.passerelle.retention.RetentionFixture.UPROMI;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.CommandType;
import org.passerelle.policy.Standing.Stage;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.RetentionFixture;
import org.passerelle.retention.clocks.Reevaluation.Reevaluated;
import org.passerelle.testing.TestStore;

class ReevaluationTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path config;

    private RetentionFixture fixture;
    private RetentionFixture.Learner anna;

    @BeforeEach
    void start() throws IOException {
        STORE.empty("facts", "retention_clocks", "holds", "subjects");
        fixture = new RetentionFixture(STORE, "2026-03-09T10:15:30Z");
        anna = fixture.learner(UPROMI);
        try (var files = Files.walk(Path.of("config"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var copy = config.resolve(Path.of("config").relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void when_nothing_changed_nothing_is_written() {
        fixture.tell(anna, CONTRACT_END, "2026-06-30");
        fixture.tell(fixture.learner(UPROMI), CONTRACT_END, "2020-06-30");

        var done = new Reevaluation(fixture.ground, fixture.tables).run(2);

        assertThat(done).isEqualTo(new Reevaluated(2, 0));
    }

    @Test
    void subjects_without_clocks_get_them() {
        fixture.tell(anna, CONTRACT_END, "2026-06-30");
        STORE.empty("retention_clocks");

        var done = new Reevaluation(fixture.ground, fixture.tables).run(3);

        assertThat(done).isEqualTo(new Reevaluated(1, 3));
        assertThat(fixture.clockOf(anna, "learning-space").said().stage()).isEqualTo(Stage.ACTIVE);
    }

    @Test
    void a_new_pack_moves_the_clocks_and_waits_a_day_when_it_moves_them_far() throws IOException {
        fixture.tell(anna, CONTRACT_END, "2023-01-31");
        var stricter = withPack("archive: { for: P3Y", "archive: { for: P1Y");

        var done = new Reevaluation(stricter.ground, stricter.tables).run(1);

        var clock = stricter.clockOf(anna, "learning-records");
        assertThat(done).isEqualTo(new Reevaluated(1, 1));
        assertThat(clock.said().finalSince()).hasValue(LocalDate.parse("2024-02-01"));
        assertThat(clock.movedFrom()).hasValue(LocalDate.parse("2026-02-01"));
        assertThat(clock.pack().version()).isEqualTo("2026.2");
        assertThat(clock.nextTransition())
                .hasValue(fixture.clock.instant().plus(Duration.ofHours(24)));
    }

    @Test
    void the_clock_of_a_row_taken_out_of_the_pack_is_an_error_and_never_due() throws IOException {
        fixture.tell(anna, CONTRACT_END, "2010-01-31");
        var without = withPack("- key: learning-records", "- key: learning-traces");

        new Reevaluation(without.ground, without.tables).run(1);
        without.sweep.run();

        var clock = without.clockOf(anna, "learning-records");
        assertThat(clock.said().stage()).isEqualTo(Stage.UNKNOWN_START);
        assertThat(clock.said().waitsFor()).hasValue("rule-deleted");
        assertThat(clock.nextTransition()).isEmpty();
        assertThat(without.clockOf(anna, "learning-traces").said().stage()).isEqualTo(Stage.ERASED);
    }

    @Test
    void a_pack_changed_after_the_signature_erases_nobody() throws IOException {
        fixture.tell(anna, CONTRACT_END, "2020-01-31");
        var changed = withPack("# How long.", "# So long.");
        changed.sweep.run();
        fixture.clock.advance(Duration.ofDays(31));

        var swept = changed.sweep.run();

        assertThat(swept.held()).isEqualTo(1);
        assertThat(changed.sheet.of(anna.subject()))
                .extracting(proposal -> proposal.type())
                .containsExactly(CommandType.SUSPEND);
    }

    private RetentionFixture withPack(String old, String changed) throws IOException {
        var policy = config.resolve("organisations/upromi/policy");
        replace(policy.resolve("retention.yaml"), old, changed);
        replace(policy.resolve("pack.yaml"), "2026.1", "2026.2");
        return new RetentionFixture(STORE, fixture.clock, Packs.load(config));
    }

    private static void replace(Path file, String old, String changed) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, changed));
    }
}
