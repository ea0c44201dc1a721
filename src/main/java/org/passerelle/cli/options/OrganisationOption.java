package org.passerelle.cli.options;

import picocli.CommandLine.Option;

/** The option of what belongs to one organisation. */
public final class OrganisationOption {
    @Option(
            names = "--organisation",
            paramLabel = "KEY",
            required = true,
            description = "Key of the organisation.")
    private String key = "";

    public String key() {
        return key;
    }
}
