package org.passerelle.personaldata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of data the bridge tells apart. Policy packs map their organisation's own words onto
 * these.
 *
 * <p>{@code SENSITIVE} are the special categories of GDPR Art. 9; {@code EXCESS} is what no purpose
 * needs.
 */
public enum DataCategory {
    IDENTITY,
    CONTACT,
    ACCOUNT,
    ENROLMENT,
    ACCESS_TIME,
    CONNECTION_TIME,
    GRADE,
    FEEDBACK,
    PROGRESS,
    TECHNICAL,
    SENSITIVE,
    EXCESS;

    /** The spelling in YAML and JSON: {@code access-time}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<DataCategory> of(String key) {
        return Arrays.stream(values()).filter(category -> category.key().equals(key)).findFirst();
    }

    /** Whether values of this category are stored only under the subject's own key. */
    public boolean sealed() {
        return switch (this) {
            case IDENTITY, CONTACT, ACCOUNT, FEEDBACK, TECHNICAL, SENSITIVE, EXCESS -> true;
            case ENROLMENT, ACCESS_TIME, CONNECTION_TIME, GRADE, PROGRESS -> false;
        };
    }
}
