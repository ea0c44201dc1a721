package org.passerelle.rights.requests;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * That the person is who they say, and how that was seen. No copy of a document is kept, and there
 * is nowhere to put one. Source: IMP-69, LEG-03.
 */
public record Identity(Method method, String checkedBy, LocalDate checkedOn) {
    /** How it was seen; a document is looked at only on reasonable doubt (GDPR Art. 12(6)). */
    public enum Method {
        /** Written from the address that the platform holds of the learner. */
        KNOWN_ADDRESS,
        /** Called back on the number the organisation holds. */
        CALL_BACK,
        /** Signed in to the platform and repeated the request there. */
        SIGNED_IN,
        IN_PERSON,
        /** A document was shown and given back or destroyed. */
        DOCUMENT_SEEN,
        /** Somebody else, whose mandate was seen. */
        MANDATE_SEEN;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Method> of(String key) {
            return Arrays.stream(values()).filter(method -> method.key().equals(key)).findFirst();
        }

        public static String keys() {
            return Arrays.stream(values()).map(Method::key).collect(Collectors.joining(", "));
        }
    }
}
