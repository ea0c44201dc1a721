package org.passerelle.app.outage;

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
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses a queue's consumer when our own store or broker fails, and lets it go on when they are
 * back: an outage of ours uses up one delivery of the messages in hand, and none of those that
 * wait. While the disk has no room, it pauses the polls, which bring more in.
 */
public final class PauseWhileAway implements RoutePolicyFactory, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PauseWhileAway.class);

    private static final String POLLS = "poll-";
    private static final String AWAY =
            "our own store or broker is away, it pauses until they answer";
    private static final String FULL =
            "the disk of the data folder is full, it pauses until there is room";

    private final BooleanSupplier healthy;
    private final BooleanSupplier room;
    private final Duration interval;
    private final ConcurrentHashMap<String, Route> paused = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Route> polls = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("own-health").factory());

    /**
     * @param healthy asks store, broker and disk; may take seconds
     * @param room asks the disk only
     */
    public PauseWhileAway(BooleanSupplier healthy, BooleanSupplier room, Duration interval) {
        this.healthy = healthy;
        this.room = room;
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
        if (!room.getAsBoolean()) {
            polls.values().forEach(route -> pauseNow(route, FULL));
        }
        if (paused.isEmpty() || !healthy.getAsBoolean()) {
            return;
        }
        for (Route route : paused.values()) {
            try {
                ServiceHelper.resumeService(route.getConsumer());
                paused.remove(route.getRouteId());
                LOG.info(
                        "{}: our own store and broker answer again, it goes on",
                        route.getRouteId());
            } catch (Exception e) {
                LOG.warn("{}: could not go on yet", route.getId(), e);
            }
        }
    }

    private void pause(Route route) {
        // Not on the consumer's own thread, which a pause waits for; and on the same thread as
        // every resumption, so that none comes in between.
        watch.execute(() -> pauseNow(route, AWAY));
    }

    private void pauseNow(Route route, String why) {
        if (paused.putIfAbsent(route.getRouteId(), route) == null) {
            suspend(route, why);
        }
    }

    /**
     * Its consumer only: suspending the route would wait for the work under way, which hangs just
     * now, and after the time for a shutdown tear the consumer down for good.
     */
    private void suspend(Route route, String why) {
        try {
            ServiceHelper.suspendService(route.getConsumer());
            LOG.warn("{}: {}", route.getRouteId(), why);
        } catch (Exception e) {
            paused.remove(route.getRouteId());
            LOG.warn("{}: could not pause", route.getRouteId(), e);
        }
    }

    private static boolean readsQueue(Route route) {
        return route.getEndpoint().getEndpointUri().startsWith("jms:");
    }

    private final class Policy extends RoutePolicySupport {
        @Override
        public void onInit(Route route) {
            super.onInit(route);
            if (readsQueue(route) && route.getRouteId().startsWith(POLLS)) {
                polls.put(route.getRouteId(), route);
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            if (failure != null && OwnFaults.isOwn(failure) && readsQueue(route)) {
                pause(route);
            }
        }
    }
}
