package org.passerelle.moodle.hands;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scrub writes over everything that names a person. Each is decided by the marker alone, so
 * a repeated scrub writes the same.
 *
 * <p>Source: {@code core_user_update_users}; what each field accepts was measured.
 */
final class ProfileScrub {
    /** Blank where an answer shows them at all; each is written in a way of its own. */
    static final List<String> BLANK_AFTERWARDS = List.of("interests", "customfields");

    /** Moodle shows these to nobody; the picture's address does not tell whose it is. */
    static final List<String> NEVER_READABLE = List.of("password", "userpicture");

    private static final List<String> BLANKED =
            List.of(
                    "firstnamephonetic",
                    "lastnamephonetic",
                    "middlename",
                    "alternatename",
                    "idnumber",
                    "phone1",
                    "phone2",
                    "address",
                    "city",
                    "country",
                    "institution",
                    "description");

    private ProfileScrub() {}

    /** Usernames must be lower case; the domain can never receive mail. */
    static Map<String, String> of(String marker) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("username", marker);
        fields.put("firstname", "Compte");
        fields.put("lastname", marker);
        fields.put("email", marker + "@erased.invalid");
        BLANKED.forEach(field -> fields.put(field, ""));
        return fields;
    }

    /**
     * What is not written as it reads back. An empty text leaves interests as they are; a lone
     * comma empties them. Only {@code manual} accounts have a password Moodle changes itself;
     * another method might pass it on to a directory outside.
     */
    static Map<String, Object> onlySent(SecureRandom random) {
        return Map.of(
                "auth", "manual", "password", password(random), "interests", ",", "userpicture", 0);
    }

    /** The second write: nobody signs in any more, and the marker says that all was written. */
    static Map<String, String> seal(String marker) {
        return Map.of("auth", "nologin", "department", marker);
    }

    /** Long, random, and with one character of each class a password policy may ask for. */
    private static String password(SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return "Aa1#" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
