package org.passerelle.simulator.site;

import java.util.List;

/** Columns of Moodle's user table, grouped by what happens to them. */
public final class ProfileFields {
    /** What core_user_update_users may write as text. */
    public static final List<String> UPDATABLE_TEXTS =
            List.of(
                    "username",
                    "auth",
                    "password",
                    "firstname",
                    "lastname",
                    "email",
                    "city",
                    "country",
                    "timezone",
                    "description",
                    "firstnamephonetic",
                    "lastnamephonetic",
                    "middlename",
                    "alternatename",
                    "interests",
                    "idnumber",
                    "institution",
                    "department",
                    "phone1",
                    "phone2",
                    "address",
                    "lang",
                    "calendartype",
                    "theme");

    /**
     * What the privacy task blanks in the row of the person. Names and login stay, by Moodle's
     * design.
     */
    public static final List<String> BLANKED_TEXTS =
            List.of(
                    "phone1",
                    "phone2",
                    "address",
                    "city",
                    "country",
                    "institution",
                    "department",
                    "description",
                    "interests",
                    "lang",
                    "theme",
                    "timezone",
                    "lastip",
                    "firstnamephonetic",
                    "lastnamephonetic",
                    "middlename",
                    "alternatename");

    public static final List<String> BLANKED_NUMBERS =
            List.of("firstaccess", "lastaccess", "mailformat");

    private ProfileFields() {}
}
