package org.passerelle.commands.steps;

import java.util.List;
import java.util.Optional;
import org.passerelle.commands.Command;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.commands.StoredStep;
import org.passerelle.commands.exchange.CommandMessage;
import org.passerelle.commands.hands.Target;
import org.passerelle.personaldata.Platform;

/** One command in the executor's hands, with its steps as they stood when it was read. */
record Work(Command command, CommandMessage message, Platform platform, List<StoredStep> steps) {
    Work {
        steps = List.copyOf(steps);
    }

    Target target() {
        return new Target(platform, command.proposal().subject());
    }

    /** The first step that is neither done nor left out. */
    Optional<StoredStep> next() {
        return steps.stream()
                .filter(step -> !step.state().succeeded() && step.state() != StepState.CANCELLED)
                .findFirst();
    }

    StoredStep step(StepName name) {
        return steps.stream()
                .filter(step -> step.name() == name)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        command.journalObject() + " has no " + name));
    }
}
