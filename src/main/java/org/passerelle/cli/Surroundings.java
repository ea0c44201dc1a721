package org.passerelle.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the command line finds around it.
 *
 * @param dataFolder where the running process keeps its data, unless {@code --data} says otherwise
 * @param environment of the process; {@code PASSERELLE_TOKEN} is read from it
 * @param input standard input
 */
public record Surroundings(
        Supplier<Path> dataFolder, Map<String, String> environment, InputStream input) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** With the standard input of this process. */
    public Surroundings(Supplier<Path> dataFolder, Map<String, String> environment) {
        this(dataFolder, environment, System.in);
    }

    @Override
    public String toString() {
        return "surroundings";
    }
}
