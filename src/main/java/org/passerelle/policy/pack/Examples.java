package org.passerelle.policy.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.Pack;

/**
 * The questions that a pack's author wrote with their expected answers, under {@code
 * policy/examples} of each organisation: {@code passerelle policy test}.
 */
public final class Examples {
    private Examples() {}

    /**
     * Asks every example of every organisation.
     *
     * @throws PacksUnusable when a pack or an examples file cannot be read
     */
    public static List<Outcome> run(Path configFolder) {
        var packs = Packs.load(configFolder);
        var findings = new Findings();
        var yaml = new Yaml(configFolder.resolve("schemas"), findings);
        var outcomes = new ArrayList<Outcome>();
        for (var organisation : packs.organisations()) {
            var folder =
                    configFolder
                            .resolve("organisations")
                            .resolve(organisation.key().value())
                            .resolve("policy/examples");
            for (Path file : files(folder)) {
                yaml.read(file, "policy-examples.schema.json")
                        .ifPresent(
                                row -> outcomes.addAll(run(packs.pack(organisation.key()), row)));
            }
        }
        if (!findings.usable()) {
            throw new PacksUnusable(findings.invalid());
        }
        return outcomes;
    }

    private static List<Outcome> run(Pack pack, Row file) {
        return file.rows("examples").stream().map(row -> run(pack, row, file.path())).toList();
    }

    private static Outcome run(Pack pack, Row example, Path file) {
        var differences =
                example.row("ask").isPresent()
                        ? new QuestionExample(pack, example).differences()
                        : new PhaseExample(pack, example).differences();
        return new Outcome(
                pack.version().organisation(),
                file,
                example.line(),
                example.text("name"),
                differences);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }

    /**
     * @param differences what was expected and what the pack answered; none when they agree
     */
    public record Outcome(
            OrganisationKey organisation,
            Path file,
            int line,
            String name,
            List<String> differences) {
        public Outcome {
            differences = List.copyOf(differences);
        }

        public boolean agrees() {
            return differences.isEmpty();
        }
    }
}
