package org.passerelle.api;

import org.passerelle.personaldata.PermanentFailure;

/** A request that cannot be answered; carries what to tell the caller. */
public final class RequestProblem extends PermanentFailure {
    private final transient Problem problem;

    public RequestProblem(Problem problem) {
        super(problem.detail(), null);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
