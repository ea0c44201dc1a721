package org.passerelle.cli.options;

import picocli.CommandLine.Option;

/** The option of what is about one subject. */
public final class SubjectOption {
    @Option(
            names = "--subject",
            paramLabel = "PSEUDONYM",
            required = true,
            description = "Pseudonym of the subject.")
    private String pseudonym = "";

    public String pseudonym() {
        return pseudonym;
    }
}
