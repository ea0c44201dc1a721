package org.passerelle.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Starts everything once with simulated platforms in a folder that is thrown away, so that the
 * launcher can keep the loaded classes for the next start. Calls no real platform.
 */
@Command(name = "prepare", hidden = true)
public final class PrepareCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        var folder = Files.createTempDirectory("passerelle-prepare-");
        var ports = Map.of("http.port", "0", "management.port", "0");
        try {
            try (var stage = DemoStage.open(folder, DemoStory.WEEKS, ports)) {
                new DemoStory(stage, line -> {}).polls();
            }
            return 0;
        } finally {
            DemoFiles.delete(folder);
        }
    }
}
