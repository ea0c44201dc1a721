package org.passerelle.app;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** How this process reaches the broker. */
public record BrokerAccess(String url, String user, Secret password) {
    /** A broker of your own; with TLS unless the settings say otherwise. */
    static BrokerAccess external(Settings.Broker broker) {
        var url = new StringBuilder(broker.url().orElseThrow());
        if (broker.tls()) {
            url.append(url.indexOf("?") < 0 ? "?" : "&").append("sslEnabled=true&verifyHost=true");
            broker.tlsTrustStoreFile()
                    .ifPresent(
                            file ->
                                    url.append("&trustStoreType=PKCS12&trustStorePath=")
                                            .append(file));
            broker.tlsTrustStorePassword()
                    .ifPresent(
                            password ->
                                    url.append("&trustStorePassword=").append(password.value()));
        }
        return new BrokerAccess(
                url.toString(), broker.user(), broker.password().orElse(new Secret("")));
    }

    @Override
    public String toString() {
        return "broker access as " + user;
    }

    /**
     * Connections shared by all routes. Stop it before the broker.
     *
     * <p>Calls to a broker that is away fail after 10 s, so that a stop is never waited for longer.
     */
    public JmsPoolConnectionFactory pool(int connections) {
        var factory = new JmsPoolConnectionFactory();
        factory.setConnectionFactory(single());
        factory.setMaxConnections(connections);
        factory.setUseAnonymousProducers(false);
        return factory;
    }

    private ConnectionFactory single() {
        var factory = new ActiveMQConnectionFactory(url, user, password.value());
        factory.setBlockOnDurableSend(true);
        factory.setCallTimeout(10_000);
        return factory;
    }
}
