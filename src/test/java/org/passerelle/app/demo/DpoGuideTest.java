package org.passerelle.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/dpo.md}, every command of it, in its order, against a running instance. */
class DpoGuideTest {
    private static final Path GUIDE = Path.of("docs/dpo.md");

    /** The guide's days are written out, so it begins on the same day whenever it is run. */
    private static final Instant FIRST_DAY = Instant.parse("2026-08-14T08:00:00Z");

    @TempDir Path folder;

    @Test
    void every_command_of_the_guide_does_what_the_guide_shows() throws Exception {
        var parts = GuideBook.read(GUIDE);
        assertThat(parts.stream().filter(GuideBook.Part.Typed.class::isInstance))
                .hasSizeGreaterThan(70);
        try (var stage =
                DemoStage.open(
                        folder.resolve("demo"),
                        Duration.between(FIRST_DAY, Clock.systemUTC().instant()),
                        Map.of(
                                "http.port", "0",
                                "management.port", "0",
                                "upkeep.rights-interval", "1s"))) {
            new DemoStory(stage, tell -> {}).polls();
            var desk = Files.createDirectories(folder.resolve("desk"));
            var run = new GuideRun(stage.node().settings().folders(), desk);

            for (GuideBook.Part part : parts) {
                switch (part) {
                    case GuideBook.Part.Written file -> run.write(file);
                    case GuideBook.Part.Days days ->
                            stage.clock().pass(Duration.ofDays(days.days()));
                    case GuideBook.Part.Typed typed -> run.type(typed);
                }
            }
        }
    }
}
