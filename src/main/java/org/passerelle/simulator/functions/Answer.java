package org.passerelle.simulator.functions;

import java.util.function.Consumer;

/**
 * An answer ready to be written: all checks are done, the body is streamed later.
 *
 * @param users rows of people in it, for the pace
 * @param cells grade cells in it, for the pace
 */
public record Answer(int users, int cells, Consumer<JsonOut> body) {
    public static Answer of(Consumer<JsonOut> body) {
        return new Answer(0, 0, body);
    }

    /** What functions without a return value answer. */
    public static Answer nothing() {
        return of(JsonOut::nothing);
    }
}
