package org.passerelle.personaldata;

import java.math.BigDecimal;

/** A value as it stands in a document made for a person: the one place where it is shown. */
public final class PlainValues {
    private PlainValues() {}

    /** A text, a number or a truth value, ready for JSON; an instant in ISO 8601. */
    public static Object of(FieldValue value) {
        return switch (value) {
            case FieldValue.Text text -> text.value();
            case FieldValue.Number number -> new BigDecimal(number.value().toPlainString());
            case FieldValue.Flag flag -> flag.value();
            case FieldValue.Moment moment -> moment.value().toString();
            case FieldValue.Items items -> String.join(" ", items.values());
            case FieldValue.Nothing nothing -> "";
            case FieldValue.NotGraded none -> "";
        };
    }
}
