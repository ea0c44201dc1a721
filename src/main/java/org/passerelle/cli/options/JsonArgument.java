package org.passerelle.cli.options;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Parameters;

/** The same as {@link JsonInput}, the file named behind the other arguments. */
public final class JsonArgument {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A file with the JSON; standard input if absent.")
    private @Nullable Path file;

    /**
     * @param expected for the person whose JSON cannot be read
     */
    public JsonNode read(Surroundings surroundings, String expected) {
        return JsonInput.read(surroundings, file, expected);
    }
}
