package org.passerelle.disclosure.exports;

import org.passerelle.personaldata.FieldValue;

/** A value as text. Null is empty; a grade that was not given says so: it is not zero. */
final class Plain {
    private Plain() {}

    static String text(FieldValue value) {
        return switch (value) {
            case FieldValue.Text text -> text.value();
            case FieldValue.Number number -> number.value().toPlainString();
            case FieldValue.Flag flag -> Boolean.toString(flag.value());
            case FieldValue.Moment moment -> moment.value().toString();
            case FieldValue.Items items -> String.join(" ", items.values());
            case FieldValue.Nothing nothing -> "";
            case FieldValue.NotGraded none -> "not-graded";
        };
    }
}
