package org.passerelle.app;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses a queue's consumer when our own store or broker fails, and lets it go on when they are
 * back: an outage of ours uses up one delivery of the messages in hand, and none of those that
 * wait.
 */
public final class PauseWhileAway implements RoutePolicyFactory, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PauseWhileAway.class);

    private final BooleanSupplier healthy;
    private final Duration interval;
    private final ConcurrentHashMap<String, Route> paused = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("own-health").factory());

    /**
     * @param healthy asks store and broker; may take seconds
     */
    public PauseWhileAway(BooleanSupplier healthy, Duration interval) {
        this.healthy = healthy;
        this.interval = interval;
    }

    public void start() {
        watch.scheduleWithFixedDelay(
                this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many consumers stand still because our own store or broker is away. */
    public int paused() {
        return paused.size();
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return new Policy();
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    private void look() {
        if (paused.isEmpty() || !healthy.getAsBoolean()) {
            return;
        }
        for (Route route : paused.values()) {
            try {
                route.getCamelContext().getRouteController().resumeRoute(route.getRouteId());
                paused.remove(route.getRouteId());
                LOG.info("{}: our own store and broker answer again, it goes on", route.getId());
            } catch (Exception e) {
                LOG.warn("{}: could not go on yet", route.getId(), e);
            }
        }
    }

    private void pause(Route route) {
        // Not on the consumer's own thread, which a pause waits for; and on the same thread as
        // every resumption, so that none comes in between.
        watch.execute(
                () -> {
                    if (paused.putIfAbsent(route.getRouteId(), route) == null) {
                        suspend(route);
                    }
                });
    }

    private void suspend(Route route) {
        try {
            route.getCamelContext().getRouteController().suspendRoute(route.getRouteId());
            LOG.warn(
                    "{}: our own store or broker is away, it pauses until they answer",
                    route.getRouteId());
        } catch (Exception e) {
            paused.remove(route.getRouteId());
            LOG.warn("{}: could not pause", route.getRouteId(), e);
        }
    }

    private final class Policy extends RoutePolicySupport {
        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            if (failure != null
                    && OwnFaults.isOwn(failure)
                    && route.getEndpoint().getEndpointUri().startsWith("jms:")) {
                pause(route);
            }
        }
    }
}
