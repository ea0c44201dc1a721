package org.passerelle.cli.frame;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the command line finds around it.
 *
 * @param dataFolder where the running process keeps its data, unless {@code --data} says otherwise
 * @param environment of the process; {@code PASSERELLE_TOKEN} is read from it
 * @param input standard input
 * @param output standard output, for what is no text
 */
public record Surroundings(
        Supplier<Path> dataFolder,
        Map<String, String> environment,
        InputStream input,
        OutputStream output) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** With the standard output of this process. */
    public Surroundings(
            Supplier<Path> dataFolder, Map<String, String> environment, InputStream input) {
        this(dataFolder, environment, input, System.out);
    }

    @Override
    public String toString() {
        return "surroundings";
    }
}
