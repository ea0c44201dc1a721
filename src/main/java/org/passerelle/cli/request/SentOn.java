package org.passerelle.cli.request;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.Body;
import picocli.CommandLine.Option;

/** The option of every letter: the day it left. */
final class SentOn {
    @Option(names = "--sent-on", paramLabel = "DATE", description = "Today if absent.")
    private @Nullable LocalDate sentOn;

    void fill(Body body) {
        body.ifGiven("sentOn", sentOn);
    }
}
