package org.passerelle.cli.frame;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A word of the command line that stands before an action: {@code poll} in {@code poll runs}. */
public final class Entity {
    private Entity() {}

    /**
     * @param actions each a class with a picocli command
     */
    public static CommandLine of(String description, Object... actions) {
        var entity = new CommandLine(CommandSpec.create());
        entity.getCommandSpec().usageMessage().description(description);
        entity.getCommandSpec().mixinStandardHelpOptions(true);
        for (Object action : actions) {
            entity.addSubcommand(action);
        }
        return entity;
    }
}
