package org.passerelle.rights.answers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.personaldata.OrganisationKey;

/**
 * The templates of {@code config/rights}, and those an organisation put in {@code
 * config/organisations/KEY/rights} in their place. Read at every use: a corrected letter needs no
 * restart.
 */
public final class Templates {
    /** Every template there is, by the name of its file without the ending. */
    public static final List<String> NAMES =
            List.of("access", "erasure", "refusal", "extension", "lift");

    private final Path config;

    /**
     * @param config the configuration folder
     */
    public Templates(Path config) {
        this.config = config;
    }

    Template of(OrganisationKey organisation, String name) {
        var own =
                config.resolve("organisations")
                        .resolve(organisation.value())
                        .resolve("rights")
                        .resolve(name + ".html");
        var file = Files.exists(own) ? own : config.resolve("rights").resolve(name + ".html");
        return Template.parse(config.relativize(file).toString(), read(file));
    }

    /**
     * French words for our codes: {@code grounds.properties}, {@code words.properties}; one {@code
     * code = words} per line.
     */
    Map<String, String> words(String name) {
        var words = new HashMap<String, String>();
        read(config.resolve("rights").resolve(name + ".properties"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(
                        line -> {
                            int equals = line.indexOf('=');
                            words.put(
                                    line.substring(0, equals).strip(),
                                    line.substring(equals + 1).strip());
                        });
        return words;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the template " + file + " cannot be read; restore it from the distribution",
                    e);
        }
    }
}
