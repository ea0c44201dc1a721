package org.passerelle.personaldata;

/** The kind of a learning record: the {@code kind:} of its mapping file. */
public record RecordKind(String value) implements Comparable<RecordKind> {
    public RecordKind {
        if (!value.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "record kind '"
                            + value
                            + "' must be lower-case letters, digits and hyphens, at most 64 characters");
        }
    }

    @Override
    public int compareTo(RecordKind other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
