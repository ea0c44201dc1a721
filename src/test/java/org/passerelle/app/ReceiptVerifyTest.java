package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.journal.receipts.ReceiptFile;
import org.passerelle.keys.SigningKeyFiles;

/** {@code passerelle receipt verify} with nothing but a file and a key. */
class ReceiptVerifyTest {
    @TempDir Path folder;
    private SigningKeyFiles keys;
    private Path receipt;

    private record Run(int exit, String out) {}

    @BeforeEach
    void write() throws IOException {
        keys = new SigningKeyFiles(folder.resolve("signing"), folder.resolve("public"));
        keys.createIfAbsent();
        receipt = folder.resolve("receipt.json");
        Files.write(
                receipt,
                ReceiptFile.sign(
                        Map.of("command", 7, "level", "claimed-by-moodle"), keys.signingKey()));
    }

    private static Run verify(Path receipt, Path key) {
        var out = new StringWriter();
        int exit =
                Passerelle.commandLine()
                        .setOut(new PrintWriter(out))
                        .execute("receipt", "verify", receipt.toString(), "--key", key.toString());
        return new Run(exit, out.toString());
    }

    @Test
    void a_genuine_receipt_is_confirmed() throws IOException {
        assertThat(verify(receipt, keys.publicKeys()))
                .isEqualTo(new Run(0, "receipt genuine: signed by this key, unaltered\n"));
        try (var files = Files.list(keys.publicKeys())) {
            assertThat(verify(receipt, files.findFirst().orElseThrow()).exit()).isZero();
        }
    }

    @Test
    void an_altered_receipt_is_refused() throws IOException {
        Files.writeString(
                receipt,
                Files.readString(receipt).replace("claimed-by-moodle", "verified-account-gone"));

        assertThat(verify(receipt, keys.publicKeys()))
                .isEqualTo(
                        new Run(
                                1,
                                receipt
                                        + ": its content is not what was signed\nreceipt REFUSED\n"));
    }
}
