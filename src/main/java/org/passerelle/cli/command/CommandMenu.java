package org.passerelle.cli.command;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.OwnChecks;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle command …}, {@code passerelle receipt …}. */
public final class CommandMenu {
    private CommandMenu() {}

    public static CommandLine command(Surroundings around) {
        return Entity.of(
                "Commands to platforms, and receipts.",
                new CommandList(around),
                new CommandShow(around),
                new CommandApprove(around),
                new CommandReject(around),
                new CommandRelease(around),
                new CommandResume(around),
                new CommandWaive(around),
                new CommandProve(around),
                new CommandAccept(around),
                new CommandRectify(around),
                new CommandUnenrol(around));
    }

    public static CommandLine receipt(Surroundings around, OwnChecks checks) {
        return Entity.of(
                "Receipts of erasures.", new ReceiptShow(around), new ReceiptVerify(checks));
    }
}
