package org.passerelle.policy.pack;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.personaldata.Organisation;
import org.passerelle.personaldata.Organisation.Officer;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.Tier;

/** Reads one {@code organisation.yaml}. */
final class OrganisationReader {
    private final Row file;
    private final Path configFolder;
    private final Findings findings;

    OrganisationReader(Row file, Path configFolder, Findings findings) {
        this.file = file;
        this.configFolder = configFolder;
        this.findings = findings;
    }

    Organisation read() {
        var key = new OrganisationKey(file.text("key"));
        return new Organisation(
                key,
                file.text("name"),
                file.text("country"),
                file.row("dpo").map(dpo -> new Officer(dpo.text("name"), dpo.text("email"))),
                platformRows().stream().map(row -> platform(row, key)).toList());
    }

    List<Row> platformRows() {
        return file.rows("platforms");
    }

    Optional<ZoneId> zone() {
        try {
            return Optional.of(ZoneId.of(file.text("time-zone")));
        } catch (DateTimeException e) {
            findings.invalid(
                    file,
                    "time-zone " + file.text("time-zone") + " does not exist",
                    "write a name such as Europe/Paris");
            return Optional.empty();
        }
    }

    private Platform platform(Row row, OrganisationKey organisation) {
        return new Platform(
                new PlatformKey(row.text("key")),
                organisation,
                url(row),
                row.text("country"),
                Tier.valueOf(row.text("tier").toUpperCase(Locale.ROOT)),
                token(row.text("read-token-file")),
                row.optional("command-token-file").map(this::token),
                row.texts("learner-roles"),
                polls(row),
                row.optional("canary-idnumber"),
                row.list("automatic-suspension"));
    }

    /**
     * A relative path starts beside the configuration folder, wherever the process was started:
     * tokens do not lie among versioned files.
     */
    private Path token(String text) {
        return configFolder.toAbsolutePath().resolveSibling(text);
    }

    /** Tokens travel in the body of every call: only TLS, or a site on this machine. */
    private URI url(Row row) {
        var text = row.text("base-url");
        var url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean loopback =
                url.getHost() != null && url.getHost().matches("localhost|127\\.0\\.0\\.1|\\[::1]");
        if (url.getHost() == null || !(url.getScheme().equals("https") || loopback)) {
            findings.invalid(
                    row,
                    "base-url " + text + " is not an https address with a host",
                    "write https://… ; plain http is for a site on this machine only");
        }
        return url;
    }

    private static Map<String, Duration> polls(Row row) {
        return row.map("polls").entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, entry -> Durations.parse(entry.getValue())));
    }
}
