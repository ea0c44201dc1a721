package org.passerelle.app.backing;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.net.URI;
import java.time.Duration;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.passerelle.app.settings.Secret;
import org.passerelle.app.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How this process reaches the broker. */
public record BrokerAccess(String url, String user, Secret password, Patience patience) {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerAccess.class);

    /**
     * How long we wait for the broker.
     *
     * @param call for the answer of one call
     * @param silence without a sign of life; the broker waits twice as long for ours
     */
    public record Patience(Duration call, Duration silence) {
        static Patience of(Settings.Broker broker) {
            return new Patience(broker.callTimeout(), broker.longestSilence());
        }

        /** In one process neither end vanishes alone. */
        static Patience inProcess() {
            return new Patience(Duration.ofSeconds(10), Duration.ZERO);
        }
    }

    /** A broker of your own; with TLS unless the settings say otherwise. */
    public static BrokerAccess external(Settings.Broker broker) {
        var url = new StringBuilder(broker.url().orElseThrow());
        url.append(url.indexOf("?") < 0 ? "?" : "&")
                .append("connect-timeout-millis=")
                .append(broker.callTimeout().toMillis());
        if (broker.tls()) {
            url.append("&sslEnabled=true&verifyHost=true");
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
                url.toString(),
                broker.user(),
                broker.password().orElse(new Secret("")),
                Patience.of(broker));
    }

    @Override
    public String toString() {
        return "broker access as " + user;
    }

    /**
     * Connections shared by all routes. Stop it before the broker.
     *
     * <p>Calls to a broker that is away fail after {@link Patience#call}, so that a stop is never
     * waited for longer.
     */
    public JmsPoolConnectionFactory pool(int connections) {
        var factory = new JmsPoolConnectionFactory();
        factory.setConnectionFactory(single());
        factory.setMaxConnections(connections);
        factory.setUseAnonymousProducers(false);
        return factory;
    }

    /**
     * Looks once whether a broker of your own lets us in. One that is away is no problem: consumers
     * wait for it.
     *
     * @throws ExternalPartProblem when waiting would not help
     */
    public void requireWelcome(Settings.Broker broker) {
        try (var connection = single().createConnection()) {
            LOG.debug("the broker lets {} in", user);
        } catch (JMSSecurityException e) {
            throw ExternalPartProblem.brokerAccount(e);
        } catch (JMSException e) {
            if (broker.tls()) {
                requireTrust(broker);
            }
            LOG.warn(
                    "the broker of setting broker.url does not answer yet; what is to be sent waits in"
                            + " the outbox until it does");
        }
    }

    /** The client does not tell why a connection failed. */
    private void requireTrust(Settings.Broker broker) {
        new TlsProbe(address(), broker.tlsTrustStoreFile(), broker.tlsTrustStorePassword())
                .objection()
                .ifPresent(
                        refused -> {
                            throw ExternalPartProblem.certificate(
                                    "the broker of setting broker.url",
                                    "broker.tls-trust-store-file",
                                    refused);
                        });
    }

    private URI address() {
        return URI.create(url.replaceFirst("\\?.*", ""));
    }

    /** A connection of its own each time, so that nobody waits behind the pool's callers. */
    public ConnectionFactory single() {
        var factory = new ActiveMQConnectionFactory(url, user, password.value());
        // Each failed connection is followed by this pause, and the pool makes one at a time.
        factory.setRetryInterval(100);
        factory.setBlockOnDurableSend(true);
        factory.setCallTimeout(patience.call().toMillis());
        if (patience.silence().isPositive()) {
            factory.setClientFailureCheckPeriod(patience.silence().toMillis());
            factory.setConnectionTTL(patience.silence().multipliedBy(2).toMillis());
        }
        return factory;
    }
}
