package org.passerelle.routes;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * What crosses the HTTP door: of a request the two headers we read, of an answer those we set.
 * Camel's own strategy lets any header in, where it could steer a component, and keeps {@code
 * Cache-Control} from going out.
 */
public final class OnlyOurHeaders implements HeaderFilterStrategy {
    private static final Set<String> IN = Set.of("authorization", "content-type");
    private static final Set<String> OUT =
            Set.of(
                    "content-type",
                    "content-disposition",
                    "cache-control",
                    "x-content-type-options",
                    "content-security-policy",
                    "www-authenticate",
                    "retry-after",
                    "allow",
                    "location");

    /** True keeps a header of the answer inside. */
    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }

    /** True keeps a header of the request outside. */
    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !IN.contains(name.toLowerCase(Locale.ROOT));
    }
}
