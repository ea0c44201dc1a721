package org.passerelle.simulator.site;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Moodle's administration settings that change how web services behave, by Moodle's own names.
 * Defaults are those of a site wired as our administrator's guide asks, not Moodle's own: see each
 * constant.
 */
public final class SiteSettings {
    /** Comma-separated; Moodle's default is email alone. */
    public static final String SHOW_USER_IDENTITY = "showuseridentity";

    /** Comma-separated user fields that are hidden; Moodle's default is none. */
    public static final String HIDDEN_USER_FIELDS = "hiddenuserfields";

    /** 1 lets service users ask for the erasure of others; Moodle's default is 0. */
    public static final String CONTACT_DPO = "contactdataprotectionofficer";

    /** 1 makes an account deletion create a privacy request; Moodle's default is 1. */
    public static final String AUTOMATIC_DELETION_REQUESTS = "automaticdeletionrequests";

    /** 1 approves deletion requests at once; Moodle's default is 0. */
    public static final String AUTOMATIC_DELETION_APPROVAL = "automaticdatadeletionapproval";

    /** 1 makes the server compress answers when asked; web servers often do not for JSON. */
    public static final String GZIP = "gzip";

    /** 1 adds debuginfo to errors and changes a code of 5.1, as a developer's site does. */
    public static final String DEBUG = "debug";

    /** PHP's limit on arguments: what is beyond is dropped in silence. PHP's default is 1000. */
    public static final String MAX_INPUT_VARS = "max_input_vars";

    /** 1 makes course functions refuse until the service user has accepted the site policy. */
    public static final String POLICY_PENDING = "sitepolicypending";

    /** The address the site believes it has; empty for the address it is reached at. */
    public static final String SITE_URL = "wwwroot";

    public static final String SITE_NAME = "fullname";

    /** Comma-separated names of data registry purposes; Moodle's default is none. */
    public static final String PURPOSES = "purposes";

    /**
     * 1 leaves learners whose enrolment is not active out of the grade report; Moodle's default.
     */
    public static final String GRADES_OF_ACTIVE_ONLY = "grade_report_showonlyactiveenrol";

    /**
     * No setting of Moodle's: 1 lets an erasure remove the log rows of the person's own acts. Both
     * was seen on real sites, depending on the order of rows; 0, the default, is the worse case.
     */
    public static final String OWN_LOGS_ERASED = "simulator_ownlogserased";

    private final Map<String, String> values = new ConcurrentHashMap<>();

    SiteSettings() {
        values.put(SHOW_USER_IDENTITY, "email,idnumber");
        values.put(CONTACT_DPO, "1");
        values.put(AUTOMATIC_DELETION_REQUESTS, "1");
        values.put(GZIP, "1");
        values.put(GRADES_OF_ACTIVE_ONLY, "1");
        values.put(MAX_INPUT_VARS, "1000");
        values.put(SITE_NAME, "Plateforme inventée");
    }

    public SiteSettings set(String key, String value) {
        values.put(key, value);
        return this;
    }

    public String text(String key) {
        return values.getOrDefault(key, "");
    }

    public boolean isOn(String key) {
        return text(key).equals("1");
    }

    public List<String> list(String key) {
        String text = text(key);
        return text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*"));
    }
}
