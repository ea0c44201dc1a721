package org.passerelle.routes;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.passerelle.failures.FailureHeaders;
import org.passerelle.failures.Replays;

/**
 * Watches the end of every route, so that a replayed message is resolved when it went through and
 * not when it was sent. Camel finds it among the beans.
 *
 * <p>Guarantee: may be lost if the machine dies; then the replay's clock gives the message back.
 */
public final class ReplayEnds implements RoutePolicyFactory {
    private static final String SENT_AS = "passerelle-replay-sent-as";

    private final Replays replays;

    public ReplayEnds(Replays replays) {
        this.replays = replays;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return new Policy();
    }

    private final class Policy extends RoutePolicySupport {
        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            var message = exchange.getMessage();
            if (message.getHeader(FailureHeaders.REPLAY_OF) != null && !isDrain(route)) {
                exchange.setProperty(SENT_AS, FailureDrain.transportId(message));
            }
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            var sentAs = exchange.getProperty(SENT_AS, String.class);
            if (sentAs != null && wentThrough(exchange) && !isDrain(route)) {
                replays.acknowledge(sentAs);
            }
        }
    }

    /** Arriving among the failed messages is not the end of a route that went well. */
    private static boolean isDrain(Route route) {
        return route.getRouteId().startsWith("failures-");
    }

    private static boolean wentThrough(Exchange exchange) {
        return !exchange.isFailed()
                && !exchange.isRollbackOnly()
                && !exchange.isRollbackOnlyLast()
                && exchange.getProperty(Exchange.EXCEPTION_CAUGHT) == null;
    }
}
