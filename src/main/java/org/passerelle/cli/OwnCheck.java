package org.passerelle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
            screen.raw(json(report));
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

    private static ObjectNode json(OwnChecks.Report report) {
        var json = MessageCodec.json().createObjectNode().put("summary", report.summary());
        var findings = json.putArray("findings");
        for (OwnChecks.Finding finding : report.findings()) {
            var one =
                    findings.addObject()
                            .put("where", finding.where())
                            .put("what", finding.what())
                            .put("blocking", finding.blocking());
            finding.more().forEach(one::put);
        }
        return json;
    }
}
