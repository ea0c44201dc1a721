package org.passerelle.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.passerelle.policy.pack.Finding.Level;

/** An invented organisation with the smallest pack in which the linter finds nothing. */
final class SmallFolder {
    private static final Path SCHEMAS = Path.of("config/schemas");
    private static final String CITED = "clause: \"§1 «inventé»\", requirement: LEG-19";

    private final Path config;
    private final String key;

    SmallFolder(Path config, String key) throws IOException {
        this.config = config;
        this.key = key;
        schemas();
        write("../organisation.yaml", organisation());
        write(
                "pack.yaml",
                "pack: { version: \"1\", effective-from: 2026-01-01, published-policy: \"Charte inventée\" }");
        write(
                "categories.yaml",
                "categories:\n  - { key: grades, title: \"Notes\", category: grade, "
                        + CITED
                        + " }");
        write("operations.yaml", "operations:\n  - { key: read, " + CITED + " }");
        write(
                "purposes.yaml",
                "purposes:\n  - { key: teaching, title: \"Enseigner\", legal-basis: contract, training: true, "
                        + CITED
                        + " }");
        write(
                "recipients.yaml",
                "recipients:\n  - { key: bridge, title: \"Passerelle\", kind: bridge, country: FR, "
                        + CITED
                        + " }\n"
                        + "  - { key: trainer, title: \"Formateur\", kind: internal, country: FR, "
                        + CITED
                        + " }\n"
                        + "  - { key: mailer, title: \"Envoi\", kind: processor, country: FR, place: Lille, agreed-on: 2025-01-01, "
                        + CITED
                        + " }");
        write(
                "matrix.yaml",
                "matrix:\n  - { key: grades, purposes: [teaching], recipients: [trainer], categories: [grade], "
                        + CITED
                        + " }");
        write(
                "retention.yaml",
                "retention:\n  - { key: file, legal-basis: contract, purposes: [teaching], categories: [account, grade],"
                        + " active: { from: [contract-end], for: P3Y }, archive: none, final: erase, "
                        + CITED
                        + " }");
        write("overlays.yaml", "overlays: []");
        write(
                "transfers.yaml",
                "transfers:\n  - { key: union, countries: [FR, DE], " + CITED + " }");
        write("rights.yaml", "rights:\n" + rights());
        write(
                "published.yaml",
                "published:\n"
                        + "  - { key: duration, period: { covers: [account, grade], bases: [contract], from: [contract-end], active: P3Y, rows: [file] }, "
                        + CITED
                        + " }\n"
                        + "  - { key: nothing-technical, denies-collecting: [technical], "
                        + CITED
                        + " }\n"
                        + "  - { key: address, address: { for: rights, body: \"École inventée\", email: dpo@ecole.example }, "
                        + CITED
                        + " }\n"
                        + "  - { key: processors, processors-in: { country: FR, place: Lille }, "
                        + CITED
                        + " }\n"
                        + "  - { key: stays, data-stays-in: [FR, DE], "
                        + CITED
                        + " }\n"
                        + "  - { key: answers, answer-counted-from: receipt, "
                        + CITED
                        + " }");
        sign();
    }

    /** Replaces one text by another and signs anew, so that only the fault is found. */
    SmallFolder change(String file, String sound, String faulty) throws IOException {
        var path = policy().resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(sound);
        Files.writeString(path, text.replace(sound, faulty));
        return sign();
    }

    SmallFolder write(String file, String text) throws IOException {
        var path = policy().resolve(file).normalize();
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
        return this;
    }

    SmallFolder sign() throws IOException {
        return write(
                "signature.yaml",
                "signature: { version: \"1\", signed-by: Alix Inventé, signed-on: 2026-01-05, digest: "
                        + Signatures.digest(policy())
                        + " }");
    }

    Path policy() {
        return config.resolve("organisations").resolve(key).resolve("policy");
    }

    /** {@code error no-retention-row purposes/teaching} and so on. */
    List<String> found() {
        return shown(Lint.check(config));
    }

    static List<String> shown(List<Finding> findings) {
        return findings.stream().map(SmallFolder::shown).sorted().toList();
    }

    private static String shown(Finding finding) {
        var level = finding.level() == Level.ERROR ? "error " : "";
        return level + finding.code().key() + " " + finding.place().row();
    }

    private String organisation() {
        return "key: "
                + key
                + "\nname: École inventée\ncountry: FR\ntime-zone: Europe/Paris\n"
                + "dpo: { name: Alix Inventé, email: dpo@ecole.example }\n"
                + "platforms:\n  - { key: "
                + key
                + "-moodle, base-url: \"https://"
                + key
                + ".example\", country: FR, place: Lille, tier: core,"
                + " read-token-file: t, learner-roles: [student], polls: { users: 6h } }";
    }

    private static String rights() {
        var rows = new StringBuilder();
        for (String right :
                List.of(
                        "access",
                        "rectification",
                        "erasure",
                        "restriction",
                        "portability",
                        "objection",
                        "post-mortem")) {
            rows.append("  - { key: ")
                    .append(right)
                    .append(", title: Droit, answer-within: P1M, ")
                    .append(CITED)
                    .append(" }\n");
        }
        return rows.toString();
    }

    private void schemas() throws IOException {
        var copies = Files.createDirectories(config.resolve("schemas"));
        try (var files = Files.list(SCHEMAS)) {
            for (Path file : files.toList()) {
                var copy = copies.resolve(file.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
