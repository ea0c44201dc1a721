package org.passerelle.commands.desk;

import org.passerelle.commands.CommandId;

/** What the desk answers for one command. */
public sealed interface Ruling {
    CommandId command();

    /** It was done as asked. */
    record Accepted(CommandId command) implements Ruling {}

    /** Approved, but a brake holds it until a person releases it. */
    record Held(CommandId command, String why) implements Ruling {}

    /** Not done; a lawful no. */
    record Refused(CommandId command, String why) implements Ruling {}
}
