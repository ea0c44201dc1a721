package org.passerelle.cli.export;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle export …}, {@code passerelle export-group …}. */
public final class ExportMenu {
    private ExportMenu() {}

    public static CommandLine export(Surroundings around) {
        return Entity.of(
                "Exports, for members of the import/export group.",
                new ExportMake(around),
                new ExportFetch(around),
                new ExportApprove(around),
                new ExportList(around),
                new ExportShow(around),
                new ExportOmissions(around),
                new ExportReceipt(around));
    }

    public static CommandLine exportGroup(Surroundings around) {
        return Entity.of(
                "The named few who may export and import.",
                new ExportGroupList(around),
                new ExportGroupName(around),
                new ExportGroupRemove(around));
    }
}
