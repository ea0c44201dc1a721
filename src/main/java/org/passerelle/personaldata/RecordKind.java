package org.passerelle.personaldata;

import java.util.regex.Pattern;

/** The kind of a learning record: the {@code kind:} of its mapping file. */
public record RecordKind(String value) implements Comparable<RecordKind> {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    public RecordKind {
        if (!SHAPE.matcher(value).matches()) {
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
