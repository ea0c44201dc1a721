package org.passerelle.personaldata;

/** The name of one field of a learning record, as the mapping file gives it. */
public record FieldName(String value) {
    public FieldName {
        if (!value.matches("[a-z][A-Za-z0-9]{0,63}")) {
            throw new IllegalArgumentException(
                    "field name '" + value + "' must be camelCase letters and digits, at most 64");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
