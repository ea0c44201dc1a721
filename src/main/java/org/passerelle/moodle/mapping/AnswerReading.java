package org.passerelle.moodle.mapping;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Clock;

/** Reads answers of one kind into one assembly. */
record AnswerReading(Mapping mapping, AnswerTree tree, RecordAssembly assembly, Clock clock) {
    /** The number of rows met, unreadable ones included. */
    int read(JsonParser parser) throws IOException {
        return new AnswerWalk(mapping, assembly, parser, clock.instant()).walk(tree);
    }
}
