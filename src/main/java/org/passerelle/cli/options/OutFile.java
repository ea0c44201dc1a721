package org.passerelle.cli.options;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.OwnFile;
import org.passerelle.cli.frame.Screen;
import picocli.CommandLine.Option;

/** The option of every document: printed, or written to a file of the person who asked. */
public final class OutFile {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it to this file, for you alone to read; printed if absent.")
    private @Nullable Path file;

    public void put(Screen screen, String text) {
        if (file == null) {
            screen.lines(List.of(text));
        } else {
            OwnFile.write(file, text);
            screen.remark("wrote " + file);
        }
    }
}
