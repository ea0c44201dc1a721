package org.passerelle.app.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.passerelle.app.settings.SettingOptions;
import org.passerelle.messages.MessageCodec;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job, seen in about a minute, with two simulated Moodles and invented learners. */
@Command(
        name = "demo",
        description =
                "Shows the main job with two simulated Moodles and invented learners: polls, a due"
                        + " retention, a suspension, a verified erasure, a failure and its replay.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the demo, emptied at each start (default: demo-data).")
    private @Nullable Path data;

    @Option(names = "--once", description = "Run through once and end.")
    private boolean once;

    @Option(names = "--json", description = "With --once: print the summary as JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var folder =
                data == null ? SettingOptions.home().resolve("demo-data") : data.toAbsolutePath();
        var ports =
                once ? Map.of("http.port", "0", "management.port", "0") : Map.<String, String>of();
        onlyWarnings();
        tell("Starting a MariaDB, a broker and two simulated Moodles in " + folder + " …");
        try (var stage = DemoStage.open(folder, DemoStory.WEEKS, ports)) {
            var stop = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        stop.countDown();
                                        stage.close();
                                    },
                                    "stop"));
            var story = new DemoStory(stage, this::tell);
            var token = story.officer();
            var summary = story.run();
            if (once) {
                print(summary);
                return summary.missing().isEmpty() ? 0 : 1;
            }
            tellWhatNext(stage, token, story.nextToApprove());
            stop.await();
            return 0;
        }
    }

    /** The story is told on the same terminal. */
    private static void onlyWarnings() {
        if (LoggerFactory.getLogger("org.passerelle") instanceof Logger ours) {
            ours.setLevel(Level.WARN);
        }
    }

    private void tellWhatNext(DemoStage stage, String token, String next) {
        var folder = stage.node().settings().folders().data();
        tell("");
        tell("It goes on polling until Ctrl-C. In another terminal, try:");
        tell("  ./passerelle command list --data " + folder);
        tell("  PASSERELLE_TOKEN=" + token + " \\");
        tell(
                "    ./passerelle command approve "
                        + next
                        + " --data "
                        + folder
                        + "    (as the officer)");
        tell("  ./passerelle poll runs imp-moodle --data " + folder);
        tell("  ./passerelle failed list --data " + folder);
        tell("  curl -s " + stage.node().health());
        tell("  curl -s " + stage.node().api() + "/openapi.json");
        tell("Then read README.md, from «Who does what».");
    }

    private void print(DemoSummary summary) {
        if (json) {
            try {
                out().println(
                                MessageCodec.json()
                                        .writerWithDefaultPrettyPrinter()
                                        .writeValueAsString(summary));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the summary cannot be printed", e);
            }
            out().flush();
        } else {
            tell(
                    summary.missing().isEmpty()
                            ? "Done in " + summary.seconds() + " s."
                            : "Not seen: " + summary.missing());
        }
    }

    /** Progress is for people; with --json standard output belongs to the summary. */
    private void tell(String line) {
        var writer = json ? err() : out();
        writer.println(line);
        writer.flush();
    }

    private PrintWriter out() {
        return line().getOut();
    }

    private PrintWriter err() {
        return line().getErr();
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("the demo runs within a command line");
        }
        return spec.commandLine();
    }
}
