package org.passerelle.policy.pack;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.Endpoint;
import org.passerelle.policy.PackVersion;

/** The packs' files as they lie on the disk: read anew at each question, written for officers. */
public final class PackFolder {
    private final Path config;
    private final List<Endpoint> elsewhere;

    /**
     * @param config holds {@code organisations} and {@code schemas}
     * @param elsewhere the parts that are not on this machine
     */
    public PackFolder(Path config, List<Endpoint> elsewhere) {
        this.config = config;
        this.elsewhere = List.copyOf(elsewhere);
    }

    /** Of one organisation, worst first. */
    public List<Finding> findings(OrganisationKey key, LocalDate today) {
        var own = organisation(key);
        return Lint.check(config, Circumstances.on(today, elsewhere)).stream()
                .filter(finding -> finding.file().startsWith(own))
                .toList();
    }

    /** Of the files as they stand now. */
    public String digest(OrganisationKey key) {
        return Signatures.digest(policy(key));
    }

    /**
     * Writes {@code signature.yaml} whole or not at all.
     *
     * @throws PackFolderReadOnly when the folder cannot be written; it holds the text to put there
     */
    public void sign(PackVersion version, String by, LocalDate on, String digest) {
        write(
                policy(version.organisation()).resolve(Signatures.FILE),
                """
                # The officer named in organisation.yaml has read this version and answers for it. Without it no account is erased.
                # Any change of a policy file makes it void; sign anew with «passerelle policy sign».
                signature:
                  version: "%s"
                  signed-by: %s
                  signed-on: %s
                  digest: %s
                """
                        .formatted(version.version(), quoted(by), on, digest));
    }

    /**
     * Adds a row to {@code accepted.yaml}.
     *
     * @throws PackFolderReadOnly as {@link #sign}
     */
    public void accept(OrganisationKey key, Finding finding, Acceptance acceptance) {
        var file = policy(key).resolve(Acceptances.FILE);
        var row =
                "  - { code: %s, at: %s, accepted-by: %s, accepted-on: %s, until: %s,\n      reason: %s }\n"
                        .formatted(
                                finding.code().key(),
                                finding.place().row(),
                                quoted(acceptance.by()),
                                acceptance.on(),
                                acceptance.until(),
                                quoted(acceptance.reason()));
        write(file, existing(file) + row);
    }

    private static String existing(Path file) {
        if (!Files.isRegularFile(file)) {
            return """
            # Findings of «passerelle policy lint» that the officer bears for a while, each with a reason and a last day.
            # They stay listed. This file is no part of what is signed.
            accepted:
            """;
        }
        try {
            var text = Files.readString(file);
            return text.endsWith("\n") ? text : text + "\n";
        } catch (IOException e) {
            throw new PackFolderReadOnly(file, "", e);
        }
    }

    /** A JSON text is a YAML text too. */
    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static void write(Path file, String text) {
        try {
            var fresh = file.resolveSibling("." + file.getFileName() + ".new");
            Files.writeString(fresh, text);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new PackFolderReadOnly(file, text, e);
        }
    }

    private Path organisation(OrganisationKey key) {
        return config.resolve("organisations").resolve(key.value());
    }

    private Path policy(OrganisationKey key) {
        return organisation(key).resolve("policy");
    }
}
