package org.passerelle.policy.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.passerelle.personaldata.Organisation;
import org.passerelle.personaldata.Organisation.Officer;
import org.passerelle.policy.Pack;

/**
 * Reads {@code policy/signature.yaml}: the officer's name and day, and the digest of the files that
 * were signed. A file changed afterwards, another version or another officer makes it void.
 */
final class Signatures {
    static final String FILE = "signature.yaml";
    private static final String SCHEMA = "policy-signature.schema.json";

    private final Path folder;
    private final Yaml yaml;

    Signatures(Path folder, Yaml yaml) {
        this.folder = folder;
        this.yaml = yaml;
    }

    /**
     * @param digest of the files the pack was read from
     */
    Signature of(Organisation organisation, Pack pack, String digest) {
        var file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return new Signature.Unsigned("nobody has signed it; the digest to sign is " + digest);
        }
        var row = yaml.read(file, SCHEMA).flatMap(top -> top.row("signature"));
        if (row.isEmpty()) {
            return new Signature.Unsigned("signature.yaml cannot be read");
        }
        return problem(row.get(), organisation, pack, digest)
                .<Signature>map(Signature.Unsigned::new)
                .orElseGet(
                        () ->
                                new Signature.Signed(
                                        row.get().text("signed-by"), row.get().date("signed-on")));
    }

    private static Optional<String> problem(
            Row row, Organisation organisation, Pack pack, String digest) {
        var officer = organisation.dpo().map(Officer::name).orElse("");
        if (!row.text("signed-by").equals(officer)) {
            return Optional.of(
                    "it is signed by somebody who is not the dpo of organisation.yaml; the digest to"
                            + " sign is "
                            + digest);
        }
        if (!row.text("version").equals(pack.version().version())) {
            return Optional.of(
                    "version "
                            + row.text("version")
                            + " was signed, not "
                            + pack.version().version()
                            + "; the digest to sign is "
                            + digest);
        }
        return row.text("digest").equals(digest)
                ? Optional.empty()
                : Optional.of(
                        "a file was changed after the signature; the digest to sign is " + digest);
    }

    /** SHA-256 over name and text of every policy file, whatever the line ends. */
    static String digest(Path folder) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var names =
                    Arrays.stream(PolicyFile.values()).map(PolicyFile::fileName).sorted().toList();
            for (String name : names) {
                var text = Files.readString(folder.resolve(name)).replace("\r\n", "\n");
                sha.update((name + "\n" + text.length() + "\n").getBytes(StandardCharsets.UTF_8));
                sha.update(text.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }
}
