package org.passerelle.moodle.client;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads an answer while it arrives. The parser stands before the first token. */
@FunctionalInterface
public interface StreamReader<T> {
    T read(JsonParser parser) throws IOException;
}
