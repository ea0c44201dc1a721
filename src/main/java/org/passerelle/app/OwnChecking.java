package org.passerelle.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.passerelle.app.settings.Settings;
import org.passerelle.app.wiring.PollParts;
import org.passerelle.cli.frame.OwnChecks;
import org.passerelle.journal.receipts.ReceiptFile;
import org.passerelle.keys.SigningKeyFiles;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.MappingTrial;
import org.passerelle.moodle.mapping.MappingFolder;
import org.passerelle.moodle.mapping.OfflineTrial;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.policy.Endpoint;
import org.passerelle.policy.pack.Circumstances;
import org.passerelle.policy.pack.Examples;
import org.passerelle.policy.pack.Lint;

/** The checks of the command line that need no running process, on the files of the settings. */
public final class OwnChecking implements OwnChecks {
    private final Supplier<Settings.Folders> folders;
    private final Supplier<List<Endpoint>> elsewhere;
    private final Clock clock = Clock.systemUTC();

    /**
     * @param elsewhere the parts whose place the settings tell
     */
    public OwnChecking(Supplier<Settings.Folders> folders, Supplier<List<Endpoint>> elsewhere) {
        this.folders = folders;
        this.elsewhere = elsewhere;
    }

    @Override
    public Report lintMappings() {
        var findings =
                trial().lint(folders.get().mapping()).stream()
                        .map(
                                finding ->
                                        new Finding(
                                                place(finding.file(), finding.line()),
                                                finding.what() + "; " + finding.cure(),
                                                true))
                        .toList();
        return new Report(count(folders.get().mapping(), ".mapping.yaml", findings), findings);
    }

    @Override
    public Report tryMapping(String kind, Path answer) {
        var trial = trial().tryOut(folders.get().mapping(), new RecordKind(kind), answer);
        var findings = new ArrayList<Finding>();
        trial.rows().stream()
                .map(OwnChecking::shown)
                .distinct()
                .limit(20)
                .forEach(row -> findings.add(new Finding("row", row, false)));
        trial.gaps()
                .forEach(
                        gap ->
                                findings.add(
                                        new Finding(
                                                "gap",
                                                gap
                                                        + " is neither mapped nor dropped; its value is"
                                                        + " thrown away",
                                                true)));
        trial.problems().forEach(problem -> findings.add(new Finding("row", problem, true)));
        return new Report(
                trial.rows().size()
                        + " rows read, "
                        + trial.gaps().size()
                        + " gaps, "
                        + trial.problems().size()
                        + " problems",
                findings);
    }

    @Override
    public Report lintPolicies() {
        var today = LocalDate.now(clock);
        var findings =
                Lint.check(folders.get().config(), Circumstances.on(today, elsewhere.get()))
                        .stream()
                        .map(finding -> shown(finding, today))
                        .toList();
        return new Report(count(folders.get().config(), ".yaml", findings), findings);
    }

    private static Finding shown(org.passerelle.policy.pack.Finding finding, LocalDate today) {
        var more = new HashMap<String, String>();
        more.put("code", finding.code().key());
        more.put("requirement", finding.code().requirement());
        more.put("severity", finding.level().key());
        more.put("file", finding.file().toString());
        more.put("line", Integer.toString(finding.line()));
        more.put("row", finding.place().row());
        more.put("cure", finding.cure());
        finding.acceptance().ifPresent(one -> more.put("acceptedUntil", one.until().toString()));
        return new Finding(
                place(finding.file().toString(), finding.line()),
                "["
                        + finding.code().key()
                        + "] "
                        + finding.what()
                        + "; "
                        + finding.cure()
                        + borne(finding, today),
                Lint.fails(List.of(finding), today),
                more);
    }

    private static String borne(org.passerelle.policy.pack.Finding finding, LocalDate today) {
        return finding.acceptance()
                .map(
                        one ->
                                (finding.acceptedOn(today)
                                                ? " (accepted until "
                                                : " (its acceptance ended on ")
                                        + one.until()
                                        + ")")
                .orElse("");
    }

    @Override
    public Report testPolicies() {
        var outcomes = Examples.run(folders.get().config());
        var findings =
                outcomes.stream()
                        .filter(outcome -> !outcome.agrees())
                        .map(
                                outcome ->
                                        new Finding(
                                                place(outcome.file().toString(), outcome.line()),
                                                outcome.name()
                                                        + ": "
                                                        + String.join("; ", outcome.differences()),
                                                true))
                        .toList();
        return new Report(
                outcomes.size() + " examples, " + findings.size() + " with another answer",
                findings);
    }

    @Override
    public Report verifyReceipt(Path file) {
        var keys = folders.get().data().resolve("keys");
        // Receipts of erasures are signed with the key of commands, those of exports with the
        // journal's.
        var report = verifyReceipt(file, keys.resolve("commands"));
        return report.findings().isEmpty() || !Files.isDirectory(keys.resolve("journal"))
                ? report
                : verifyReceipt(file, keys.resolve("journal"));
    }

    @Override
    public Report verifyReceipt(Path file, Path key) {
        try {
            return ReceiptFile.objection(
                            Files.readAllBytes(file), SigningKeyFiles.publicKeysIn(key))
                    .map(
                            why ->
                                    new Report(
                                            "receipt REFUSED",
                                            List.of(new Finding(file.toString(), told(why), true))))
                    .orElseGet(
                            () ->
                                    new Report(
                                            "receipt genuine: signed by this key, unaltered",
                                            List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be read", e);
        }
    }

    private static String told(String objection) {
        return switch (objection) {
            case "unknown-key" ->
                    "signed with a key that is not given; ask the organisation for its public key";
            case "altered" -> "its content is not what was signed";
            default -> "it is no receipt; expected the file that passerelle receipt show wrote";
        };
    }

    /** Names of fields only: a value is nobody's business here. */
    private static String shown(LearningRecord record) {
        return record.fields().keySet().stream()
                .map(FieldName::value)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", ", record.kind() + " with ", ""));
    }

    private MappingTrial trial() {
        return new OfflineTrial(new MappingFolder(PollParts.schema(folders.get())), clock);
    }

    private static String count(Path folder, String ending, List<Finding> findings) {
        try (var files = Files.walk(folder)) {
            long read = files.filter(file -> file.toString().endsWith(ending)).count();
            return read + " files, " + findings.size() + " findings";
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }

    private static String place(String file, int line) {
        return line > 0 ? file + ":" + line : file;
    }
}
