package org.passerelle.app;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.passerelle.app.node.Node;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.SettingOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs until SIGTERM or Ctrl-C. */
@Command(
        name = "run",
        description = "Polls, decides, commands, verifies, until Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin private SettingOptions options = new SettingOptions();

    @Option(
            names = "--roles",
            paramLabel = "ROLE,…",
            defaultValue = "poller,engine,executor,api",
            description = "What this process does: ${DEFAULT-VALUE}.")
    private String roles = "poller,engine,executor,api";

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        long began = System.nanoTime();
        var stop = new CountDownLatch(1);
        try (var node = Node.start(options.read(), Role.parse(roles), Clock.systemUTC())) {
            // System.exit waits for this hook, and the hook for the ordered stop.
            var hook = new Thread(() -> stop(stop, node), "stop");
            Runtime.getRuntime().addShutdownHook(hook);
            tellReady(node, began);
            stop.await();
        }
        return 0;
    }

    private static void stop(CountDownLatch stop, Node node) {
        try (var unused = StopLimit.begin(node.settings())) {
            stop.countDown();
            node.close();
        }
    }

    private void tellReady(Node node, long began) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        if (spec != null) {
            var out = spec.commandLine().getOut();
            out.println(
                    "Passerelle is ready after "
                            + millis
                            + " ms: "
                            + node.api()
                            + ", health "
                            + node.health()
                            + ", data in "
                            + node.settings().folders().data());
            out.flush();
        }
    }
}
