package org.passerelle.commands.desk;

import java.util.List;
import org.passerelle.commands.Command;
import org.passerelle.commands.StoredStep;

/** A command with its steps, for a person to look at. */
public record CommandView(Command command, List<StoredStep> steps) {
    public CommandView {
        steps = List.copyOf(steps);
    }
}
