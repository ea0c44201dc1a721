package org.passerelle.cli.frame;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Mixin;

/** An action that needs no running process. */
public abstract class OwnCheck implements Callable<Integer> {
    private final OwnChecks checks;

    @Mixin private Printing printing = new Printing();

    protected OwnCheck(OwnChecks checks) {
        this.checks = checks;
    }

    protected abstract OwnChecks.Report check(OwnChecks checks);

    @Override
    public final Integer call() {
        var report = check(checks);
        var screen = printing.screen();
        if (screen.json()) {
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
