package org.passerelle.policy.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.personaldata.Organisation;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.policy.Pack;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Transfers;
import org.passerelle.policy.pack.Findings.Words;

/** Reads every organisation's folder and checks what stands between organisations. */
final class Folders {
    private final Path configFolder;
    private final Path organisationsFolder;
    private final Path schemas;
    private final Circumstances circumstances;
    private final Findings findings;
    private final Yaml yaml;
    private final Map<OrganisationKey, Organisation> organisations = new HashMap<>();
    private final List<Opened> opened = new ArrayList<>();
    private final Map<OrganisationKey, Pack> packs = new HashMap<>();
    private final Map<OrganisationKey, RunningSignature> signatures = new HashMap<>();
    private final Map<PlatformKey, Platform> platforms = new HashMap<>();
    private final Map<PlatformKey, Row> platformRows = new HashMap<>();
    private final Map<URI, Row> sites = new HashMap<>();

    /** One organisation that could be read, and what was found in its files. */
    private record Opened(Dossier dossier, Findings own) {}

    Folders(Path configFolder, Circumstances circumstances, Findings findings) {
        this.configFolder = configFolder;
        this.circumstances = circumstances;
        this.organisationsFolder = configFolder.resolve("organisations");
        this.findings = findings;
        this.schemas = configFolder.resolve("schemas");
        this.yaml = new Yaml(schemas, findings);
    }

    Packs read() {
        var folders = folders();
        if (folders.isEmpty()) {
            findings.invalid(
                    organisationsFolder,
                    0,
                    "declares no organisation",
                    "add a folder with an organisation.yaml and a policy folder");
        }
        folders.forEach(this::organisation);
        conclude();
        return new Packs(
                new Packs.Declared(organisations, packs, signatures), platforms, findings.all());
    }

    private List<Path> folders() {
        if (!Files.isDirectory(organisationsFolder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(organisationsFolder)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder " + organisationsFolder + " cannot be read", e);
        }
    }

    private void organisation(Path folder) {
        var file = folder.resolve("organisation.yaml");
        if (!Files.isRegularFile(file)) {
            findings.invalid(file, 0, "is missing", "write it or remove the folder");
            return;
        }
        yaml.read(file, "organisation.schema.json").ifPresent(row -> declared(folder, row));
    }

    private void declared(Path folder, Row row) {
        if (!row.text("key").equals(folder.getFileName().toString())) {
            findings.invalid(
                    row,
                    "key " + row.text("key") + " is not the folder's name",
                    "rename the folder or correct the key: they are one and the same");
            return;
        }
        var reader = new OrganisationReader(row, configFolder, findings);
        var organisation = reader.read();
        organisations.put(organisation.key(), organisation);
        var zone = reader.zone();
        var sheets = Sheets.read(folder.resolve("policy"), yaml, findings);
        if (zone.isPresent() && sheets.isPresent()) {
            var own = new Findings();
            var pack = new PackReader(sheets.get(), own).read(organisation.key(), zone.get());
            var dossier =
                    new Dossier(
                            organisation, reader.platformRows(), pack, sheets.get(), circumstances);
            platforms(dossier);
            signature(dossier, own);
            if (own.usable()) {
                Check.ALL.forEach(check -> check.look(dossier, own));
            }
            opened.add(new Opened(dossier, own));
        }
    }

    /** What stands between organisations is looked at last; then acceptances count. */
    private void conclude() {
        var all = opened.stream().map(Opened::dossier).toList();
        for (Opened one : opened) {
            var dossier = one.dossier();
            BetweenOrganisations.look(dossier, all, one.own());
            Acceptances.read(dossier.sheets().folder(), yaml)
                    .applyTo(one.own(), dossier.organisation());
            packs.put(
                    dossier.organisation().key(),
                    SwitchedOff.apply(dossier.pack(), one.own().all()));
            findings.addAll(one.own());
        }
    }

    private void signature(Dossier dossier, Findings own) {
        var folder = dossier.sheets().folder();
        var organisation = dossier.organisation();
        var running =
                new RunningSignature(
                        new Signatures(folder, new Yaml(schemas, new Findings())),
                        folder,
                        organisation,
                        dossier.pack());
        var signature = running.now();
        signatures.put(organisation.key(), running);
        if (signature instanceof Signature.Unsigned unsigned) {
            own.warn(
                    FindingCode.UNSIGNED,
                    folder.resolve(Signatures.FILE),
                    new Words(
                            "the pack is not signed, so no account is erased: " + unsigned.why(),
                            "have the dpo check the pack and sign it: passerelle policy sign"));
        }
    }

    private void platforms(Dossier dossier) {
        var organisation = dossier.organisation();
        var rows = dossier.platforms();
        for (int i = 0; i < rows.size(); i++) {
            var platform = organisation.platforms().get(i);
            var row = rows.get(i);
            refuseTwin(platformRows.putIfAbsent(platform.key(), row), row, Platform::key, platform);
            refuseTwin(
                    sites.putIfAbsent(platform.baseUrl(), row), row, Platform::baseUrl, platform);
            platforms.putIfAbsent(platform.key(), platform);
            fits(platform, row, dossier.pack());
        }
    }

    private void refuseTwin(
            @Nullable Row first, Row row, Function<Platform, Object> what, Platform platform) {
        if (first != null) {
            findings.invalid(
                    row,
                    "platform "
                            + what.apply(platform)
                            + " is declared in "
                            + first.path()
                            + " line "
                            + first.line()
                            + " already",
                    "a platform belongs to one organisation: remove one of the two");
        }
    }

    private void fits(Platform platform, Row row, Pack pack) {
        if (pack.transfers().judge(platform.country(), pack.effectiveFrom())
                instanceof Transfers.Answer.Refused refused) {
            findings.invalid(
                    row,
                    "platform "
                            + platform.key()
                            + ": "
                            + refused.reason()
                            + pack.citation(refused.rule())
                                    .map(cited -> " (" + cited.requirement() + ")")
                                    .orElse(""),
                    "transfers.yaml lets data stay only in "
                            + String.join(
                                    ", ", pack.transfers().allowed().stream().sorted().toList()));
        }
        for (String rule : platform.automaticSuspension()) {
            if (pack.retention(new RuleKey("retention/" + rule)).isEmpty()) {
                findings.invalid(
                        row,
                        "automatic-suspension names " + rule + ", no row of retention.yaml",
                        "write the key of a row, such as learning-space");
            }
        }
    }
}
