package org.passerelle.cli.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every action that asks the running process. */
final class Asking {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the running process.")
    private @Nullable Path data;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "File with the access token of your own account; or set PASSERELLE_TOKEN."
                            + " Without one the token of this machine is used, which may not"
                            + " approve commands.")
    private @Nullable Path tokenFile;

    Door door(Surroundings surroundings) {
        var folder = data == null ? surroundings.dataFolder().get() : data;
        return Door.of(folder, token(surroundings));
    }

    private String token(Surroundings surroundings) {
        if (tokenFile == null) {
            return surroundings.environment().getOrDefault("PASSERELLE_TOKEN", "").strip();
        }
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new DoorProblem(
                    400, "the token file " + tokenFile + " cannot be read; expected one line");
        }
    }
}
