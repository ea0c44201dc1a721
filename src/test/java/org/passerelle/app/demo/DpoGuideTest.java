package org.passerelle.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/dpo.md}, every command of it, in its order, against a running instance. */
class DpoGuideTest {
    private static final Path GUIDE = Path.of("docs/dpo.md");

    /** The guide begins that long ago, so that its weeks end in the present. */
    private static final Duration MONTHS = Duration.ofDays(100);

    @TempDir Path folder;

    @Test
    void every_command_of_the_guide_does_what_the_guide_shows() throws Exception {
        var parts = GuideBook.read(GUIDE);
        assertThat(parts.stream().filter(GuideBook.Part.Typed.class::isInstance))
                .hasSizeGreaterThan(70);
        try (var stage =
                DemoStage.open(
                        folder.resolve("demo"),
                        MONTHS,
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
