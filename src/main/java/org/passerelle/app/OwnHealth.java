package org.passerelle.app;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.passerelle.messages.Address;

/** Whether our own store and broker answer; Moodle's health is the platforms' affair. */
final class OwnHealth {
    private final Stores stores;
    private final ConnectionFactory broker;

    OwnHealth(Stores stores, ConnectionFactory broker) {
        this.stores = stores;
        this.broker = broker;
    }

    boolean isUp() {
        return storeAnswers() && brokerAnswers();
    }

    private boolean storeAnswers() {
        return stores.answer();
    }

    private boolean brokerAnswers() {
        try (var connection = broker.createConnection();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            session.createQueue(Address.FAILED.queue());
            return true;
        } catch (JMSException e) {
            return false;
        }
    }

    /** For {@code /q/health}: readiness, since a restart mends neither. */
    HealthCheck check() {
        return new Check();
    }

    private final class Check extends AbstractHealthCheck {
        Check() {
            super("passerelle", "own-store-and-broker");
        }

        @Override
        public boolean isLiveness() {
            return false;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            boolean store = storeAnswers();
            boolean queue = brokerAnswers();
            builder.detail("store", store ? "answers" : "away")
                    .detail("broker", queue ? "answers" : "away")
                    .state(store && queue ? HealthCheck.State.UP : HealthCheck.State.DOWN);
            if (!store || !queue) {
                builder.message(
                        (store ? "the broker" : "the store")
                                + " does not answer; consumers pause, nothing is lost, work goes on"
                                + " by itself when it does; see docs/operations.md");
            }
        }
    }
}
