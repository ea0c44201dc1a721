package org.passerelle.app.node;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.jms.JmsComponent;

/** The queue component as our delivery rules need it; a route adds nothing but its queue. */
final class Components implements CamelConfiguration {
    private final ConnectionFactory broker;

    Components(ConnectionFactory broker) {
        this.broker = broker;
    }

    @Override
    public void configure(CamelContext context) {
        var jms = new JmsComponent();
        jms.setConnectionFactory(broker);
        // The consumer's session is the transaction: what a route sends on it commits with it.
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.setDisableReplyTo(true);
        jms.setDeliveryPersistent(true);
        jms.setRecoveryInterval(1_000);
        jms.setReceiveTimeout(500);
        jms.setAcceptMessagesWhileStopping(false);
        jms.setErrorHandlerLoggingLevel(LoggingLevel.DEBUG);
        jms.setErrorHandlerLogStackTrace(false);
        context.addComponent("jms", jms);
    }
}
