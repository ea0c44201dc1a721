package org.passerelle.app;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.passerelle.failures.CauseText;
import org.passerelle.failures.FailureHeaders;
import org.passerelle.personaldata.TransientFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code routes/on-failure.camel.yaml} asks: may this message come again, and what is written
 * on it when it gives up.
 */
public final class FailurePolicy implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);

    private static final Pattern BEAN = Pattern.compile("bean\\[ref:(\\w+) method:\\s*(\\w+)]");

    private static final String COMES_AGAIN = "passerelle-comes-again";

    private final int maxAttempts;

    public FailurePolicy(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    /**
     * True when the message rolls back and the broker delivers it again: always for a fault of our
     * own store or broker, and for any other passing fault while attempts remain.
     */
    public boolean comesAgain(Exchange exchange) {
        var failure = failure(exchange);
        boolean again =
                OwnFaults.isOwn(failure)
                        || (failure instanceof TransientFailure
                                && attempts(exchange) < maxAttempts);
        if (again) {
            exchange.setProperty(COMES_AGAIN, true);
            LOG.info(
                    "{}: {} will pass; delivery {} is taken back and comes again: {}",
                    exchange.getFromRouteId(),
                    failure.getClass().getSimpleName(),
                    attempts(exchange),
                    text(failure));
        }
        return again;
    }

    /** Writes on a message that gives up where, why and after how many attempts it did. */
    @Override
    public void process(Exchange exchange) {
        // Camel asks this of every failure, also of one that rolls back.
        if (exchange.getProperty(COMES_AGAIN, false, Boolean.class)) {
            return;
        }
        var failure = failure(exchange);
        var message = exchange.getMessage();
        message.setHeader(FailureHeaders.ROUTE, exchange.getFromRouteId());
        message.setHeader(FailureHeaders.STOP, stop(exchange));
        message.setHeader(FailureHeaders.CAUSE, failure.getClass().getSimpleName());
        message.setHeader(FailureHeaders.TEXT, text(failure));
        message.setHeader(FailureHeaders.ATTEMPTS, Integer.toString(attempts(exchange)));
        message.setHeader(FailureHeaders.ADDRESS, queue(exchange));
        // The broker refuses a second message with an id it knows, and the first one is this one.
        message.removeHeader(FailureHeaders.BROKER_DUPLICATE_ID);
        LOG.warn(
                "{}: gave up after delivery {} and waits for a person: {}: {}",
                exchange.getFromRouteId(),
                attempts(exchange),
                failure.getClass().getSimpleName(),
                text(failure),
                new Trace(failure));
    }

    /** Tells that recurring work failed; the next tick does it again. */
    public void nextTickTriesAgain(Exchange exchange) {
        var failure = failure(exchange);
        if (OwnFaults.isOwn(failure)) {
            LOG.warn(
                    "{}: our own store or broker is away; the next tick tries again",
                    exchange.getFromRouteId());
        } else {
            LOG.warn(
                    "{}: failed, the next tick tries again: {}: {}",
                    exchange.getFromRouteId(),
                    failure.getClass().getSimpleName(),
                    text(failure),
                    new Trace(failure));
        }
    }

    static Throwable failure(Exchange exchange) {
        var caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return caught == null ? new IllegalStateException("no failure on the exchange") : caught;
    }

    private static String text(Throwable failure) {
        return CauseText.of(String.valueOf(failure.getMessage())).value();
    }

    private static int attempts(Exchange exchange) {
        return exchange.getIn().getHeader("JMSXDeliveryCount", 1, Integer.class);
    }

    /** An endpoint, or {@code pollStop.run} when a bean failed. */
    private static String stop(Exchange exchange) {
        var endpoint = exchange.getProperty(Exchange.FAILURE_ENDPOINT, String.class);
        if (endpoint != null) {
            return endpoint.replaceAll("\\?.*", "");
        }
        var label = exchange.getExchangeExtension().getHistoryNodeLabel();
        var bean = label == null ? null : BEAN.matcher(label);
        return bean != null && bean.matches() ? bean.group(1) + "." + bean.group(2) : "unknown";
    }

    private static String queue(Exchange exchange) {
        return exchange.getFromEndpoint() == null
                ? "unknown"
                : exchange.getFromEndpoint()
                        .getEndpointBaseUri()
                        .replaceFirst("^jms:/*(queue:)?", "");
    }

    /**
     * Where in our code it happened, without the messages: a driver's message may quote a value.
     */
    private static final class Trace extends RuntimeException {
        private static final long serialVersionUID = 1;

        Trace(Throwable failure) {
            super(classes(failure), null, false, true);
            setStackTrace(
                    Arrays.stream(failure.getStackTrace())
                            .filter(frame -> frame.getClassName().startsWith("org.passerelle"))
                            .limit(12)
                            .toArray(StackTraceElement[]::new));
        }

        private static String classes(Throwable failure) {
            var names = new StringBuilder();
            int depth = 0;
            for (Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause()) {
                names.append(depth == 0 ? "" : " < ").append(cause.getClass().getName());
                depth++;
            }
            return names.toString();
        }
    }
}
