package org.passerelle.rights.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.commands.StoredStep;
import org.passerelle.commands.desk.CommandView;
import org.passerelle.rights.requests.RequestState;

/** How far a command of erasure has come, in the words of requests. Pure. */
final class Trail {
    private Trail() {}

    /** The states its settled steps prove, in their order. */
    static List<RequestState> reached(CommandView view) {
        var reached = new ArrayList<RequestState>();
        for (StoredStep step : view.steps()) {
            if (!step.state().succeeded()) {
                break;
            }
            proves(step.name()).ifPresent(reached::add);
        }
        boolean closed = view.command().state() == CommandState.DONE;
        if (reached.contains(RequestState.DELETED_CLAIMED) && closed) {
            reached.add(RequestState.VERIFIED);
        }
        return reached;
    }

    private static Optional<RequestState> proves(StepName step) {
        return switch (step) {
            case LOCK -> Optional.of(RequestState.LOCKED);
            case SCRUB -> Optional.of(RequestState.SCRUBBED);
            case APPROVE -> Optional.of(RequestState.DELETED_REQUESTED);
            case WAIT -> Optional.of(RequestState.DELETED_CLAIMED);
            case SUSPEND, LIFT, UNENROL, RECTIFY, REQUEST, VERIFY, UNLOCK -> Optional.empty();
        };
    }

    /** The step that waits for a person. */
    static Optional<StepName> stuckAt(CommandView view) {
        return view.steps().stream()
                .filter(step -> step.state() == StepState.NEEDS_PERSON)
                .map(StoredStep::name)
                .findFirst();
    }
}
