package org.passerelle.commands;

import java.util.List;

/** A command with its steps, for a person to look at. */
public record CommandView(Command command, List<StoredStep> steps) {
    public CommandView {
        steps = List.copyOf(steps);
    }
}
