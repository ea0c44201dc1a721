package org.passerelle.commands.steps;

import java.time.Instant;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;

/** What the executor did with one delivery. All of them acknowledge the message. */
public sealed interface Execution {
    /** The command ended, or waits for a person; an outcome is in the outbox. */
    record Ended(CommandId command, CommandState state) implements Execution {}

    /** A step waits; it is sent again when its time comes. */
    record Waiting(CommandId command, Instant until) implements Execution {}

    /** Done before, or superseded by a newer issue: nothing was touched. */
    record Repeated(CommandId command) implements Execution {}

    /** Past its time before anything was destroyed: the engine issues it anew. */
    record Expired(CommandId command) implements Execution {}

    /** Not a command of ours: recorded, nothing was touched. */
    record Refused(String why) implements Execution {}
}
