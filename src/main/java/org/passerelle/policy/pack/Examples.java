package org.passerelle.policy.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Question;

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
        return each(configFolder, (pack, row) -> Optional.of(run(pack, row)));
    }

    /** A question of an example, with the pack it is put to. */
    public record Asked(Pack pack, Question question) {}

    /**
     * What the examples ask about decisions.
     *
     * @throws PacksUnusable as {@link #run}
     */
    public static List<Asked> questions(Path configFolder) {
        return each(
                configFolder,
                (pack, row) ->
                        row.row("ask")
                                .map(ask -> new QuestionExample(pack, row).question(ask))
                                .map(question -> new Asked(pack, question)));
    }

    private static <R> List<R> each(
            Path configFolder, BiFunction<Pack, Row, Optional<R>> treatment) {
        var packs = Packs.load(configFolder);
        var findings = new Findings();
        var yaml = new Yaml(configFolder.resolve("schemas"), findings);
        var outcomes = new ArrayList<R>();
        for (var organisation : packs.organisations()) {
            var folder =
                    configFolder
                            .resolve("organisations")
                            .resolve(organisation.key().value())
                            .resolve("policy/examples");
            for (Path file : files(folder)) {
                yaml.read(file, "policy-examples.schema.json")
                        .ifPresent(
                                top ->
                                        top.rows("examples").stream()
                                                .map(
                                                        row ->
                                                                treatment.apply(
                                                                        packs.pack(
                                                                                organisation.key()),
                                                                        row))
                                                .flatMap(Optional::stream)
                                                .forEach(outcomes::add));
            }
        }
        if (!findings.usable()) {
            throw new PacksUnusable(findings.invalid());
        }
        return outcomes;
    }

    private static Outcome run(Pack pack, Row example) {
        var differences =
                example.row("ask").isPresent()
                        ? new QuestionExample(pack, example).differences()
                        : new PhaseExample(pack, example).differences();
        return new Outcome(
                pack.version().organisation(),
                example.path(),
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
