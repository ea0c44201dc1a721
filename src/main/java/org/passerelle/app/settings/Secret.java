package org.passerelle.app.settings;

import org.passerelle.personaldata.FieldValue;

/** A password. It comes from a file or from the environment, and it never prints. */
public record Secret(String value) {
    @Override
    public String toString() {
        return FieldValue.HIDDEN;
    }
}
