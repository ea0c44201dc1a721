package org.passerelle.moodle.mapping;

import java.util.Optional;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;

/**
 * What one field of a record is made of.
 *
 * @param ask the name to put into {@code userfields} for it
 * @param latest whether the latest moment of a list is taken
 */
public record FieldRule(
        FieldName name,
        Source source,
        FieldType type,
        DataCategory category,
        Optional<String> ask,
        Missing missing,
        boolean latest) {

    /** Where the value comes from. */
    public sealed interface Source {
        /** A path relative to the row. */
        record At(String path) implements Source {
            boolean list() {
                return path.contains("*");
            }
        }

        /** Whether the row is in the second answer of that name. */
        record Also(String answer) implements Source {}
    }

    /** What it means when the answer leaves the field out, and when it says {@code null}. */
    public record Missing(IfAbsent ifAbsent, IfNull ifNull) {}

    /** The field is not in the answer. */
    public enum IfAbsent {
        UNKNOWN,
        NOT_GRADED,
        UNREADABLE
    }

    /** The answer says {@code null}. */
    public enum IfNull {
        NOTHING,
        NOT_GRADED,
        UNREADABLE
    }
}
