package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;

/** How an operation answers. */
public sealed interface ApiAnswer {
    /**
     * @param status 200, or 201 for something made, or 202 for something begun
     */
    record Json(int status, JsonNode body) implements ApiAnswer {}

    /** A document for people. */
    record Html(String text) implements ApiAnswer {}

    /** A document of another kind, for programs or for people. */
    record Document(String contentType, String text) implements ApiAnswer {}

    /**
     * Bytes made as they are read; whoever writes them out closes it.
     *
     * @param fileName without any personal value
     */
    record Stream(String contentType, String fileName, InputStream bytes) implements ApiAnswer {}

    record Refused(Problem problem) implements ApiAnswer {}

    static ApiAnswer ok(JsonNode body) {
        return new Json(200, body);
    }

    static ApiAnswer created(JsonNode body) {
        return new Json(201, body);
    }

    static ApiAnswer begun(JsonNode body) {
        return new Json(202, body);
    }
}
