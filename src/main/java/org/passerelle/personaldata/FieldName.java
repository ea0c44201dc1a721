package org.passerelle.personaldata;

import java.util.regex.Pattern;

/** The name of one field of a learning record, as the mapping file gives it. */
public record FieldName(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");

    public FieldName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "field name '" + value + "' must be camelCase letters and digits, at most 64");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
