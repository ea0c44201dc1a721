package org.passerelle.failures;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Why and where a message gave up.
 *
 * @param kind the simple name of the exception's class
 * @param route the id of the route
 * @param stop the step of the route that failed
 */
public record Cause(String kind, String route, String stop, CauseText text) {
    public Cause {
        kind = clean(kind, 200);
        route = clean(route, 100);
        stop = clean(stop, 200);
    }

    /** Equal causes have equal keys: 16 hexadecimal digits over all four parts. */
    public String groupKey() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {kind, route, stop, text.value()}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }

    /** These three are names of ours: anything else is not kept, it may be a value. */
    private static String clean(String name, int longest) {
        return name.length() <= longest && name.matches("[A-Za-z0-9_.:$/-]+") ? name : "unknown";
    }
}
