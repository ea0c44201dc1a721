package org.passerelle.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An action that needs no running process. */
abstract class OwnCheck implements Callable<Integer> {
    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    private boolean help;

    @Spec private @Nullable CommandSpec spec;

    abstract OwnChecks.Report check();

    @Override
    public final Integer call() {
        if (spec == null) {
            throw new IllegalStateException("an action runs within a command line");
        }
        var report = check();
        var screen = new Screen(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
        if (json) {
            screen.raw(MessageCodec.json().valueToTree(report));
        } else {
            screen.lines(
                    report.findings().stream()
                            .map(
                                    finding ->
                                            (finding.blocking() ? "" : "remark: ")
                                                    + finding.where()
                                                    + ": "
                                                    + finding.what())
                            .toList());
            screen.lines(List.of(report.summary()));
        }
        return report.findings().stream().anyMatch(OwnChecks.Finding::blocking)
                ? Exit.FINDINGS
                : Exit.DONE;
    }
}
