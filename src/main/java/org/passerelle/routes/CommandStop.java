package org.passerelle.routes;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.passerelle.commands.outcomes.Outcomes;
import org.passerelle.commands.steps.Execution;
import org.passerelle.commands.steps.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands signed commands to the executor and outcomes to the engine, byte for byte. */
public final class CommandStop {
    private static final Logger LOG = LoggerFactory.getLogger(CommandStop.class);

    private final Executor executor;
    private final Outcomes outcomes;

    public CommandStop(Executor executor, Outcomes outcomes) {
        this.executor = executor;
        this.outcomes = outcomes;
    }

    public void execute(Exchange exchange) {
        var execution = executor.execute(headers(exchange), body(exchange));
        if (execution instanceof Execution.Refused refused) {
            LOG.warn("a message on the command queue was refused: {}", refused.why());
        } else {
            LOG.debug("{}", execution);
        }
    }

    public void record(Exchange exchange) {
        outcomes.record(body(exchange));
    }

    private static byte[] body(Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        return body == null ? new byte[0] : body;
    }

    private static Map<String, String> headers(Exchange exchange) {
        var texts = new HashMap<String, String>();
        exchange.getMessage()
                .getHeaders()
                .forEach(
                        (name, value) -> {
                            if (value instanceof String text) {
                                texts.put(name, text);
                            }
                        });
        return texts;
    }
}
