package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.messages.MessageCodec;

/** {@code passerelle demo --once --json}, as a newcomer or a script runs it. */
class DemoTest {
    @TempDir Path folder;

    @Test
    void the_demo_tells_the_main_job_to_its_end_and_prints_a_summary() throws Exception {
        var out = new StringWriter();
        var err = new StringWriter();
        var line =
                Passerelle.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

        int exit = line.execute("demo", "--once", "--json", "--data", folder.toString());

        assertThat(exit).as(err.toString()).isZero();
        var summary = MessageCodec.json().readTree(out.toString());
        assertThat(summary.path("missing")).isEmpty();
        assertThat(summary.path("subjects").path("imp-moodle").asInt()).isGreaterThan(200);
        assertThat(summary.path("subjects").path("upromi-moodle").asInt()).isGreaterThan(200);
        assertThat(summary.path("suspended").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(summary.path("erased").asInt()).isOne();
        assertThat(summary.path("receiptLevel").asText()).isEqualTo("verified-account-gone");
        assertThat(summary.path("failed").asInt()).isOne();
        assertThat(summary.path("replayed").asInt()).isOne();
        assertThat(err.toString())
                .as("progress is told on the way")
                .contains("Two simulated Moodles are polled")
                .contains("The data-protection officer approves command");
    }
}
