package org.passerelle.commands;

/** The number of a command, as a person types it: {@code passerelle command approve 4711}. */
public record CommandId(long value) implements Comparable<CommandId> {
    public CommandId {
        if (value <= 0) {
            throw new IllegalArgumentException("a command id is a positive number, not " + value);
        }
    }

    @Override
    public int compareTo(CommandId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
