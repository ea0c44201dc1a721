package org.passerelle.app.backing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.DivertConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ComponentConfigurationRoutingType;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.passerelle.app.settings.Secret;
import org.passerelle.app.settings.Settings;
import org.passerelle.messages.Address;

/**
 * An Artemis broker in this process, with its journal in the data folder.
 *
 * <p>Guarantee: a durable message is on the disk when its send returns; it survives a restart and
 * {@code kill -9}. Nobody connects without the password made on first start. Without a port it is
 * reached from this process only.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** Copies of the events, for programs that subscribe; without subscribers they vanish. */
    public static final String EVENT_FEED = "passerelle.events.feed";

    private static final String USER = "passerelle";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final EmbeddedActiveMQ broker;
    private final BrokerAccess access;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private EmbeddedBroker(EmbeddedActiveMQ broker, BrokerAccess access) {
        this.broker = broker;
        this.access = access;
    }

    /**
     * @param folder inside the data folder; made if absent
     * @param port on loopback, for other programs of this machine; empty for none
     */
    public static EmbeddedBroker start(
            Path folder, Settings.Delivery delivery, Optional<Integer> port) {
        int number = NUMBER.incrementAndGet();
        try {
            var password = PrivateFiles.secrets(folder.resolve("credentials"), 1, 24).getFirst();
            var configuration = configuration(folder, number);
            if (port.isPresent()) {
                configuration.addAcceptorConfiguration(
                        "loopback", "tcp://127.0.0.1:" + port.get() + "?protocols=CORE,AMQP");
            }
            addQueues(configuration, delivery);
            var broker = new EmbeddedActiveMQ();
            broker.setConfiguration(configuration);
            broker.setSecurityManager(new OneAccount(password));
            broker.start();
            return new EmbeddedBroker(
                    broker,
                    new BrokerAccess(
                            "vm://" + number,
                            USER,
                            new Secret(password),
                            BrokerAccess.Patience.inProcess()));
        } catch (IOException e) {
            throw new DataFolderProblem(
                    "embedded broker cannot use the folder "
                            + folder
                            + "; expected a folder this process may write",
                    e);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "embedded broker did not start in "
                            + folder
                            + "; its journal may be damaged: restore a backup, or set broker.url to"
                            + " a broker of your own",
                    e);
        }
    }

    public BrokerAccess access() {
        return access;
    }

    public boolean isAlive() {
        return broker.getActiveMQServer().isActive();
    }

    /** Messages waiting in a queue, those being delivered included. */
    public long depth(String queue) {
        var found = broker.getActiveMQServer().locateQueue(SimpleString.of(queue));
        return found == null ? 0 : found.getMessageCount();
    }

    public EmbeddedActiveMQ server() {
        return broker;
    }

    /** May be called from any thread, and again. */
    @Override
    public void close() {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "embedded broker did not stop cleanly; its journal is read at the next start",
                    e);
        }
    }

    private static Configuration configuration(Path folder, int number) throws Exception {
        var configuration = new ConfigurationImpl();
        configuration
                .setName("passerelle-" + number)
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                // The default gathers writes for 3 ms, which makes one durable send at a time
                // slow.
                .setJournalBufferTimeout_NIO(100_000)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false)
                .setGlobalMaxSize(64L << 20)
                .setMinDiskFree(100L << 20)
                .setIDCacheSize(20_000)
                .setGracefulShutdownEnabled(false)
                .addAcceptorConfiguration("in-process", "vm://" + number);
        configuration.putSecurityRoles("#", Set.of(allRights()));
        return configuration;
    }

    private static Role allRights() {
        return new Role(USER, true, true, true, true, true, true, false, true, true, true);
    }

    private static void addQueues(Configuration configuration, Settings.Delivery delivery) {
        configuration.addAddressSetting("#", settings(delivery));
        // A poll task is long work: nobody may hold one while he works on another.
        configuration.addAddressSetting(
                Address.POLLS.queue(), settings(delivery).setDefaultConsumerWindowSize(0));
        // Only the drain reads it; while the store is away its messages wait here for ever.
        configuration.addAddressSetting(
                Address.FAILED.queue(), settings(delivery).setMaxDeliveryAttempts(-1));
        for (Address address : Address.values()) {
            configuration.addAddressConfiguration(
                    new CoreAddressConfiguration()
                            .setName(address.queue())
                            .addRoutingType(RoutingType.ANYCAST)
                            .addQueueConfig(
                                    QueueConfiguration.of(address.queue())
                                            .setAddress(address.queue())
                                            .setRoutingType(RoutingType.ANYCAST)
                                            .setDurable(true)));
        }
        configuration.addAddressConfiguration(
                new CoreAddressConfiguration()
                        .setName(EVENT_FEED)
                        .addRoutingType(RoutingType.MULTICAST));
        configuration.addDivertConfiguration(
                new DivertConfiguration()
                        .setName("event-feed")
                        .setAddress(Address.EVENTS.queue())
                        .setForwardingAddress(EVENT_FEED)
                        .setRoutingType(ComponentConfigurationRoutingType.MULTICAST)
                        .setExclusive(false));
    }

    private static AddressSettings settings(Settings.Delivery delivery) {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of(Address.FAILED.queue()))
                .setExpiryAddress(SimpleString.of(Address.FAILED.queue()))
                .setMaxDeliveryAttempts(delivery.brokerMaxAttempts())
                .setRedeliveryDelay(delivery.redeliveryDelay().toMillis())
                .setRedeliveryMultiplier(delivery.redeliveryMultiplier())
                .setMaxRedeliveryDelay(delivery.redeliveryMaxDelay().toMillis())
                .setAutoCreateQueues(false)
                .setAutoCreateAddresses(false)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setAutoCreateDeadLetterResources(false)
                .setAutoCreateExpiryResources(false)
                .setPageSizeBytes(1 << 20)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
    }

    /** One account with one password; everybody else, the nameless included, stays outside. */
    private record OneAccount(String password) implements ActiveMQSecurityManager {
        @Override
        public boolean validateUser(String user, String given) {
            return USER.equals(user) && given != null && equal(given);
        }

        @Override
        public boolean validateUserAndRole(
                String user, String given, Set<Role> roles, CheckType checkType) {
            return validateUser(user, given) && roles.stream().anyMatch(checkType::hasRole);
        }

        private boolean equal(String given) {
            return MessageDigest.isEqual(
                    given.getBytes(StandardCharsets.UTF_8),
                    password.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "one account";
        }
    }
}
