package org.passerelle.simulator.functions;

import java.util.List;
import java.util.function.Function;

/** One web-service function: what it takes and how it answers. */
record WsFunction(String name, List<Param> params, Function<WsCall, Answer> answerer) {
    WsFunction {
        params = List.copyOf(params);
    }

    static WsFunction of(String name, Function<WsCall, Answer> answerer, Param... params) {
        return new WsFunction(name, List.of(params), answerer);
    }
}
