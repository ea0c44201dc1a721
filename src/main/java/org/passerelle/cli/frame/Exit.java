package org.passerelle.cli.frame;

/** What the process ends with. */
public final class Exit {
    public static final int DONE = 0;

    /** Something was found, refused, or would need {@code --yes}. */
    public static final int FINDINGS = 1;

    public static final int USAGE = 2;
    public static final int NOT_REACHABLE = 3;

    private Exit() {}
}
