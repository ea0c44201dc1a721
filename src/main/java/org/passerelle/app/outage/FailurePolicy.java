package org.passerelle.app.outage;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.passerelle.failures.Attempts;
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

    private static final String ATTEMPT = "passerelle-attempt";

    private static final long QUIET = TimeUnit.MINUTES.toNanos(1);

    private final int maxAttempts;
    private final Attempts attempts;
    private final ConcurrentHashMap<String, Long> told = new ConcurrentHashMap<>();

    /**
     * @param maxAttempts failures of one message after which it waits for a person; outages of our
     *     own store and broker are none
     */
    public FailurePolicy(int maxAttempts, Attempts attempts) {
        this.maxAttempts = maxAttempts;
        this.attempts = attempts;
    }

    /**
     * True when the message rolls back and the broker delivers it again: always for a fault of our
     * own store or broker, and for any other passing fault while attempts remain.
     */
    public boolean comesAgain(Exchange exchange) {
        var failure = failure(exchange);
        boolean again = OwnFaults.isOwn(failure) || !isTheLast(exchange, failure);
        if (again) {
            exchange.setProperty(COMES_AGAIN, true);
            LOG.info(
                    "{}: {} will pass; delivery {} is taken back and comes again: {}",
                    exchange.getFromRouteId(),
                    failure.getClass().getSimpleName(),
                    deliveries(exchange),
                    text(failure));
        }
        return again;
    }

    /** Counts the failure; while our own store cannot count it, it does not count. */
    private boolean isTheLast(Exchange exchange, Throwable failure) {
        try {
            int attempt = counted(exchange, failure);
            return !(failure instanceof TransientFailure) || attempt >= maxAttempts;
        } catch (RuntimeException e) {
            if (OwnFaults.isOwn(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Once per delivery: Camel asks again for every cause behind the failure. */
    private int counted(Exchange exchange, Throwable failure) {
        int before = exchange.getProperty(ATTEMPT, 0, Integer.class);
        if (before > 0) {
            return before;
        }
        int attempt =
                attempts.oneMore(
                        id(exchange),
                        String.valueOf(exchange.getFromRouteId()),
                        CauseText.of(String.valueOf(failure.getMessage())));
        exchange.setProperty(ATTEMPT, attempt);
        return attempt;
    }

    private static String id(Exchange exchange) {
        var message = exchange.getIn();
        var id =
                message.getHeader(
                        FailureHeaders.TRANSPORT_ID,
                        message.getHeader("JMSMessageID", exchange.getExchangeId()));
        return id.toString().substring(0, Math.min(200, id.toString().length()));
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
        message.setHeader(FailureHeaders.ATTEMPTS, Integer.toString(attempt(exchange)));
        message.setHeader(FailureHeaders.ADDRESS, queue(exchange));
        // The broker refuses a second message with an id it knows, and the first one is this one.
        message.removeHeader(FailureHeaders.BROKER_DUPLICATE_ID);
        LOG.warn(
                "{}: gave up after attempt {} and waits for a person: {}: {}",
                exchange.getFromRouteId(),
                attempt(exchange),
                failure.getClass().getSimpleName(),
                text(failure),
                new Trace(failure));
    }

    /** Tells that recurring work failed; the next tick does it again. */
    public void nextTickTriesAgain(Exchange exchange) {
        var failure = failure(exchange);
        if (OwnFaults.isOwn(failure)) {
            if (!isTime(exchange.getFromRouteId())) {
                return;
            }
            LOG.warn(
                    "{}: our own store or broker {}; the next tick tries again: {}",
                    exchange.getFromRouteId(),
                    OwnFaults.isBusy(failure) ? "is busy" : "is away",
                    OwnFaults.kind(failure));
        } else {
            LOG.warn(
                    "{}: failed, the next tick tries again: {}: {}",
                    exchange.getFromRouteId(),
                    failure.getClass().getSimpleName(),
                    text(failure),
                    new Trace(failure));
        }
    }

    /** Once a minute and route: during an outage every tick fails. */
    private boolean isTime(String route) {
        long now = System.nanoTime();
        return now
                == told.merge(route, now, (before, then) -> then - before < QUIET ? before : then);
    }

    static Throwable failure(Exchange exchange) {
        var caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return caught == null ? new IllegalStateException("no failure on the exchange") : caught;
    }

    private static String text(Throwable failure) {
        return CauseText.of(String.valueOf(failure.getMessage())).value();
    }

    private static int attempt(Exchange exchange) {
        return exchange.getProperty(ATTEMPT, 1, Integer.class);
    }

    private static int deliveries(Exchange exchange) {
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
