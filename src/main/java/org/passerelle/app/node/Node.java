package org.passerelle.app.node;

import static java.time.ZoneOffset.UTC;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.passerelle.app.backing.BrokerAccess;
import org.passerelle.app.backing.DataFolder;
import org.passerelle.app.backing.DataFolderProblem;
import org.passerelle.app.backing.EmbeddedBroker;
import org.passerelle.app.backing.EmbeddedMariaDb;
import org.passerelle.app.backing.Stores;
import org.passerelle.app.outage.PauseWhileAway;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.SeparateRoles;
import org.passerelle.app.settings.Settings;
import org.passerelle.app.settings.SettingsProblem;
import org.passerelle.app.settings.Whereabouts;
import org.passerelle.app.watch.DiskRoom;
import org.passerelle.app.watch.OwnHealth;
import org.passerelle.app.wiring.Declared;
import org.passerelle.app.wiring.Ground;
import org.passerelle.app.wiring.Wiring;
import org.passerelle.keys.JdbcMasterKeys;
import org.passerelle.keys.MasterKeyFile;
import org.passerelle.keys.MasterKeys;
import org.passerelle.messages.OutboxBell;
import org.passerelle.policy.pack.Circumstances;

/**
 * One running process: the embedded parts, the pools, the routes of its roles.
 *
 * <p>Guarantee: what fails to start leaves nothing running; it stops in the order routes, broker,
 * pools, MariaDB, within ten seconds.
 */
public final class Node implements AutoCloseable {
    private static final int GRACE_SECONDS = 3;

    /** After the five seconds that routes have for their work under way. */
    private static final int STORE_GRACE_SECONDS = 3;

    private final Parts parts;
    private final CamelRuntime camel;
    private final Wiring wiring;
    private final Settings settings;

    private Node(Parts parts, CamelRuntime camel, Wiring wiring) {
        this.parts = parts;
        this.camel = camel;
        this.wiring = wiring;
        this.settings = wiring.ground().settings();
    }

    /**
     * @param clock the system's, except in the demo and in tests
     * @throws SettingsProblem when separate roles would each start or make what they must share, or
     *     a part elsewhere has no country, or one where the packs let nothing go
     * @throws DataFolderProblem when the data folder cannot be used
     */
    public static Node start(Settings settings, Set<Role> roles, Clock clock) {
        SeparateRoles.require(settings, roles);
        var declared = declared(settings, clock);
        var parts = new Parts();
        try {
            var folder =
                    parts.add("data folder", DataFolder.open(settings.folders().data())).path();
            var begun = Ahead.begin(() -> queues(settings, folder));
            var stores = storesMeanwhile(parts, settings, folder, begun);
            var queues = parts.add("broker", begun.get());
            var pool = queues.access().pool(settings.broker().maxConnections());
            parts.add("broker connections", (AutoCloseable) pool::stop);
            var random = new SecureRandom();
            var keyFile = masterKeyFile(settings, folder);
            var masters =
                    MasterKeys.open(
                            new JdbcMasterKeys(stores.keys().jdbi(), clock), keyFile, random);
            var ground =
                    new Ground(
                            settings,
                            clock,
                            random,
                            stores,
                            new Ground.Masters(masters, keyFile),
                            pool,
                            new OutboxBell(),
                            queues.depth());
            var wiring = parts.add("calls to the platforms", new Wiring(ground, declared.get()));
            if (roles.contains(Role.EXECUTOR)) {
                wiring.commands().requireVerificationKeys();
            }
            var tokens = Ahead.begin(() -> LocalDoorFile.tokens(wiring.doors(), roles));
            var health =
                    new OwnHealth(stores, queues.access().single(), DiskRoom.of(settings, folder));
            var routes = routes(parts, wiring, health, roles);
            var node = new Node(parts, routes, wiring);
            if (roles.contains(Role.API)) {
                parts.add("local door", LocalDoorFile.open(tokens.get(), node, folder));
            }
            return node;
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    public Settings settings() {
        return settings;
    }

    public Wiring wiring() {
        return wiring;
    }

    /** Where programs of this machine reach the API. */
    public URI api() {
        return URI.create(
                "http://" + settings.http().address() + ":" + camel.ports().http() + "/api/v1");
    }

    public URI health() {
        return URI.create(
                "http://"
                        + settings.management().address()
                        + ":"
                        + camel.ports().management()
                        + "/q/health");
    }

    public CamelRuntime camel() {
        return camel;
    }

    @Override
    public void close() {
        parts.close();
    }

    /** No part elsewhere is called before the packs have said that data may be there. */
    private static Ahead<Declared> declared(Settings settings, Clock clock) {
        var elsewhere = Whereabouts.require(settings);
        var today = Circumstances.on(LocalDate.ofInstant(clock.instant(), UTC), elsewhere);
        var declared = Ahead.begin(() -> Declared.read(settings.folders(), today));
        if (!elsewhere.isEmpty()) {
            Whereabouts.judge(elsewhere, declared.get().packs(), clock);
        }
        return declared;
    }

    private static Stores stores(Parts parts, Settings settings, Path folder) {
        Optional<EmbeddedMariaDb.Access> access = Optional.empty();
        if (settings.embedsStore()) {
            var server = parts.add("MariaDB", EmbeddedMariaDb.start(folder.resolve("store"), true));
            access = Optional.of(server.access());
        }
        var stores = Stores.open(settings, access);
        parts.add("keys pool", stores.keys());
        parts.add("data pool", stores.data());
        return stores;
    }

    /** The broker starts at the same time; it must not outlive a store that does not start. */
    private static Stores storesMeanwhile(
            Parts parts, Settings settings, Path folder, Ahead<Queues> queues) {
        try {
            return stores(parts, settings, folder);
        } catch (RuntimeException e) {
            queues.close();
            throw e;
        }
    }

    private record Queues(BrokerAccess access, ToLongFunction<String> depth, Parts started)
            implements AutoCloseable {
        @Override
        public void close() {
            started.close();
        }
    }

    private static Queues queues(Settings settings, Path folder) {
        var started = new Parts();
        if (settings.embedsBroker()) {
            var broker =
                    started.add(
                            "embedded broker",
                            EmbeddedBroker.start(
                                    folder.resolve("broker"),
                                    settings.delivery(),
                                    settings.broker().port()));
            return new Queues(broker.access(), broker::depth, started);
        }
        var access = BrokerAccess.external(settings.broker());
        access.requireWelcome(settings.broker());
        return new Queues(access, queue -> -1, started);
    }

    private static CamelRuntime routes(
            Parts parts, Wiring wiring, OwnHealth health, Set<Role> roles) {
        var ground = wiring.ground();
        var settings = ground.settings();
        var pause =
                parts.add(
                        "pauses",
                        new PauseWhileAway(
                                health::isUp,
                                health.room()::isEnough,
                                settings.delivery().healthCheckInterval()));
        var beans = wiring.beans();
        beans.put("pauseWhileAway", pause);
        beans.putAll(health.checks());
        beans.put("metrics", wiring.metrics());
        var camel =
                CamelRuntime.start(
                        settings,
                        roles,
                        new CamelRuntime.Surroundings(ground.broker(), wiring.values(), beans));
        parts.add("routes", camel);
        parts.add("grace of calls under way", (AutoCloseable) () -> cancelLater(wiring));
        pause.start();
        return camel;
    }

    /**
     * While the routes stop, a call to a platform may still end well; after that it is cancelled: a
     * read is repeated, a write is read back at the next start. A store that hangs is not waited
     * for either: what its statements stand for is rolled back, as by a kill.
     */
    private static void cancelLater(Wiring wiring) {
        Thread.ofPlatform()
                .daemon()
                .name("cancel-calls")
                .start(
                        () -> {
                            try {
                                TimeUnit.SECONDS.sleep(GRACE_SECONDS);
                                wiring.close();
                                TimeUnit.SECONDS.sleep(STORE_GRACE_SECONDS);
                                wiring.ground().stores().data().close();
                                wiring.ground().stores().keys().close();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private static MasterKeyFile masterKeyFile(Settings settings, Path folder) {
        return new MasterKeyFile(
                settings.keys().masterKeyFile().orElse(folder.resolve("keys/master.key")));
    }
}
