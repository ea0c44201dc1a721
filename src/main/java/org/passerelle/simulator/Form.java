package org.passerelle.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a request as PHP reads them, from the address and a form body. A JSON body is
 * not read, as on Moodle.
 */
record Form(Map<String, String> address, Map<String, String> body) {
    private static final Set<String> OWN = Set.of("wstoken", "wsfunction", "moodlewsrestformat");

    static Form read(HttpExchange exchange, int most) throws IOException {
        String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
        String text = form ? new String(bytes, StandardCharsets.UTF_8) : "";
        return new Form(parse(query, most), parse(text, most));
    }

    /** What is beyond the limit is dropped in silence: PHP's max_input_vars. */
    private static Map<String, String> parse(String text, int most) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty() && fields.size() < most) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                fields.put(decoded(key), decoded(value));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String get(String key) {
        return body.getOrDefault(key, address.getOrDefault(key, ""));
    }

    boolean hasTokenInAddress() {
        return address.containsKey("wstoken");
    }

    boolean wantsJson() {
        return get("moodlewsrestformat").equals("json");
    }

    /** What is left for the function. */
    Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>(address);
        arguments.putAll(body);
        arguments.keySet().removeIf(key -> OWN.contains(key) || key.startsWith("moodlewssetting"));
        return arguments;
    }
}
