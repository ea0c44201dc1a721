package org.passerelle.cli.frame;

import org.passerelle.personaldata.PermanentFailure;

/** The running process refused. */
public final class DoorProblem extends PermanentFailure {
    private final int status;

    /**
     * @param status of the answer; 400 also for what is wrong before anything is asked
     */
    public DoorProblem(int status, String message) {
        super(message, null);
        this.status = status;
    }

    int exitCode() {
        return switch (status) {
            case 400 -> Exit.USAGE;
            case 503 -> Exit.NOT_REACHABLE;
            default -> Exit.FINDINGS;
        };
    }
}
