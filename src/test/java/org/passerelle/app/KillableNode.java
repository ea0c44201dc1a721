package org.passerelle.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.passerelle.app.node.Node;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.SettingsReader;

/**
 * A whole Passerelle in a process of its own, some days in the past, for a test to kill. Arguments:
 * days, then {@code key=value} settings.
 */
final class KillableNode {
    private KillableNode() {}

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int n = 1; n < arguments.length; n++) {
            var pair = arguments[n].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        var clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(-Long.parseLong(arguments[0])));
        try (var node =
                Node.start(
                        new SettingsReader()
                                .commandLine(settings)
                                .read(Path.of("").toAbsolutePath()),
                        EnumSet.allOf(Role.class),
                        clock)) {
            Runtime.getRuntime().addShutdownHook(new Thread(node::close));
            System.out.println("Passerelle is ready after 0 ms: " + node.api() + ", killable");
            new CountDownLatch(1).await();
        }
    }
}
