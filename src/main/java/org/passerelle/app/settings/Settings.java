package org.passerelle.app.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.policy.Place;

/**
 * Every setting, typed. A component {@code maxAttempts} of the group {@code delivery} is the key
 * {@code delivery.max-attempts}; {@code config/passerelle.properties} explains each.
 *
 * <p>Order of precedence, last wins: the defaults here, {@code config/passerelle.properties},
 * {@code passerelle.properties} in the data folder, the environment ({@code
 * PASSERELLE_DELIVERY_MAX_ATTEMPTS}), {@code --set} on the command line.
 */
public record Settings(
        Folders folders,
        Store store,
        Keys keys,
        Broker broker,
        Delivery delivery,
        Consumers consumers,
        Upkeep upkeep,
        Moodle moodle,
        Commands commands,
        Journal journal,
        Rights rights,
        Disclosure disclosure,
        Mail mail,
        Places places,
        Accounts accounts,
        Http http,
        Management management) {

    /** Where things lie; relative paths start at the folder of the launcher. */
    public record Folders(
            @Default("config") Path config,
            @Default("routes") Path routes,
            @Default("moodle-webservice-mapping") Path mapping,
            @Default("data") Path data) {}

    /** The main database. Without a URL a MariaDB is started in the data folder. */
    public record Store(
            Optional<String> url,
            @Default("passerelle") String user,
            Optional<Secret> password,
            @Default("verify-full") Tls tls,
            Optional<Path> tlsCertificateFile,
            @Default("16") int maxConnections,
            @Default("5s") Duration connectTimeout,
            @Default("2m") Duration longestSilence) {}

    /** The keys' own database, and the master key that wraps what it holds. */
    public record Keys(
            Optional<String> url,
            @Default("passerelle_keys") String user,
            Optional<Secret> password,
            @Default("6") int maxConnections,
            Optional<Path> masterKeyFile) {}

    /** The queue broker. Without a URL one is started in the data folder. */
    public record Broker(
            Optional<String> url,
            @Default("passerelle") String user,
            Optional<Secret> password,
            @Default("true") boolean tls,
            Optional<Path> tlsTrustStoreFile,
            Optional<Secret> tlsTrustStorePassword,
            Optional<Integer> port,
            @Default("4") int maxConnections,
            @Default("10s") Duration callTimeout,
            @Default("30s") Duration longestSilence) {}

    /** What the broker does with a message whose consumer rolled back. */
    public record Delivery(
            @Default("1s") Duration redeliveryDelay,
            @Default("3") int redeliveryMultiplier,
            @Default("5m") Duration redeliveryMaxDelay,
            @Default("10") int maxAttempts,
            @Default("100") int brokerMaxAttempts,
            @Default("10s") Duration healthCheckInterval) {}

    /** How many messages of each queue one process works on at a time. */
    public record Consumers(
            @Default("3") int polls,
            @Default("2") int events,
            @Default("1") int facts,
            @Default("4") int commands,
            @Default("1") int outcomes) {}

    /** How often the recurring work is done. */
    public record Upkeep(
            @Default("200ms") Duration outboxInterval,
            @Default("500") int outboxBatch,
            @Default("1s") Duration pollTick,
            @Default("10s") Duration commandInterval,
            @Default("10m") Duration sweepInterval,
            @Default("30s") Duration rightsInterval,
            @Default("15s") Duration measureInterval,
            @Default("500ms") Duration journalInterval,
            @Default("24h") Duration verifyInterval,
            @Default("24h") Duration hygieneInterval,
            @Default("24h") Duration reviewInterval,
            @Default("1h") Duration expiryInterval,
            @Default("90d") Duration processedKept,
            @Default("24h") Duration reEvaluationInterval) {}

    /** How we behave towards every Moodle. */
    public record Moodle(
            @Default("2") int requestsAtOnce,
            @Default("60s") Duration timeout,
            @Default("256") int maxAnswerMegabytes,
            @Default("30s") Duration longestRest,
            @Default("1m") Duration cronPause,
            @Default("false") boolean plainHttpAllowed) {}

    /** Keys, times and limits of commands to the platforms. */
    public record Commands(
            Optional<Path> signingKeyFile,
            Optional<Path> verificationKeys,
            @Default("7d") Duration expiry,
            @Default("5m") Duration lease,
            @Default("24h") Duration patience,
            @Default("300") int erasuresPerDay,
            @Default("30d") Duration keyBackupsKept,
            @Default("365d") Duration dataBackupsKept) {}

    /** The evidence: the keys of its chain, and where it lies outside the store. */
    public record Journal(
            Optional<Path> secondPlace,
            Optional<Path> keyFile,
            Optional<Path> signingKeyFile,
            Optional<Path> publicKeys,
            @Default("365d") Duration kept) {}

    /** Requests of data subjects. */
    public record Rights(@Default("7d") Duration coolOff, @Default("30d") Duration identityKept) {}

    /** Exports: who, how many, when. */
    public record Disclosure(
            @Default("5") int groupSize,
            @Default("50") int secondPersonAbove,
            @Default("7") int opensAtHour,
            @Default("20") int closesAtHour,
            @Default("50") int massReadSubjects) {}

    /** The server that takes our mails: notices to recipients, alerts. */
    public record Mail(
            Optional<String> host,
            @Default("587") int port,
            @Default("true") boolean tls,
            Optional<String> user,
            Optional<Secret> password,
            Optional<String> from,
            Optional<String> alertsTo) {}

    /** Where the parts are that are not on this machine. */
    public record Places(
            Optional<Place> store,
            Optional<Place> keys,
            Optional<Place> broker,
            Optional<Place> mail,
            Optional<Place> evidence,
            Optional<Place> backups) {}

    /** Permissions of people and programs. */
    public record Accounts(@Default("365d") Duration reviewedWithin) {}

    /** The door for programs. */
    public record Http(@Default("127.0.0.1") String address, @Default("8180") int port) {}

    /** Health and metrics; never public. */
    public record Management(@Default("127.0.0.1") String address, @Default("8181") int port) {}

    /** How the connection to a store of your own is protected; Connector/J's words. */
    public enum Tls {
        DISABLE,
        TRUST,
        VERIFY_CA,
        VERIFY_FULL;

        /** The spelling in settings and in the connector's URL. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean embedsStore() {
        return store.url().isEmpty();
    }

    public boolean embedsBroker() {
        return broker.url().isEmpty();
    }
}
