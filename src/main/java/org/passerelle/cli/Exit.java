package org.passerelle.cli;

/** What the process ends with. */
final class Exit {
    static final int DONE = 0;

    /** Something was found, refused, or would need {@code --yes}. */
    static final int FINDINGS = 1;

    static final int USAGE = 2;
    static final int NOT_REACHABLE = 3;

    private Exit() {}
}
