package org.passerelle.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.OwnCheck;
import org.passerelle.cli.frame.OwnChecks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description =
                "Checks the signature of a receipt, without store and network. 1 when it is altered"
                        + " or not ours.")
final class ReceiptVerify extends OwnCheck {
    @Parameters(
            paramLabel = "FILE",
            description = "The receipt, as passerelle receipt show wrote it.")
    private @Nullable Path file;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The public key (<key id>.pub) or a folder of them; the keys of the data folder"
                            + " without it.")
    private @Nullable Path key;

    ReceiptVerify(OwnChecks checks) {
        super(checks);
    }

    @Override
    protected OwnChecks.Report check(OwnChecks checks) {
        if (file == null) {
            throw new IllegalStateException("FILE is required");
        }
        return key == null ? checks.verifyReceipt(file) : checks.verifyReceipt(file, key);
    }
}
