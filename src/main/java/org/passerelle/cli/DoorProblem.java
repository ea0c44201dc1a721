package org.passerelle.cli;

import org.passerelle.personaldata.PermanentFailure;

/** The running process refused. */
final class DoorProblem extends PermanentFailure {
    private final int status;

    DoorProblem(int status, String message) {
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
