package org.passerelle.app.node;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.passerelle.app.backing.MariaDbInstallation;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.Settings;
import org.passerelle.routes.RestStop;

/** Camel with the YAML of the routes folder: the components, the beans it names, its two doors. */
public final class CamelRuntime implements AutoCloseable {
    private final Main main;
    private final Ports ports;

    private CamelRuntime(Main main, Ports ports) {
        this.main = main;
        this.ports = ports;
    }

    /** The TCP ports it listens on: those of the settings, or free ones where these say 0. */
    public record Ports(int http, int management) {
        static Ports of(Settings settings) {
            return new Ports(chosen(settings.http().port()), chosen(settings.management().port()));
        }

        private static int chosen(int port) {
            return port == 0 ? MariaDbInstallation.freePort() : port;
        }
    }

    public Ports ports() {
        return ports;
    }

    /**
     * What the routes need from outside.
     *
     * @param values for the {@code {{…}}} of the YAML
     * @param beans by the name the YAML calls them
     */
    public record Surroundings(
            ConnectionFactory broker, Map<String, String> values, Map<String, Object> beans) {}

    /** Starts the routes of these roles; returns when all of them consume. */
    public static CamelRuntime start(
            Settings settings, Set<Role> roles, Surroundings surroundings) {
        var main = new Main();
        var ports = Ports.of(settings);
        surroundings.beans().forEach(main::bind);
        main.configure().addConfiguration(new Components(surroundings.broker()));
        main.addInitialProperty(
                "camel.main.routesIncludePattern", patterns(settings.folders().routes(), roles));
        RestStop.settings().forEach(main::addInitialProperty);
        properties(settings, roles, ports).forEach(main::addInitialProperty);
        surroundings.values().forEach(main::addInitialProperty);
        try {
            main.start();
            return new CamelRuntime(main, ports);
        } catch (RuntimeException e) {
            main.stop();
            throw e;
        }
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    @Override
    public void close() {
        main.stop();
    }

    private static Map<String, String> properties(Settings settings, Set<Role> roles, Ports ports) {
        var http = settings.http();
        var management = settings.management();
        return Map.ofEntries(
                Map.entry("camel.main.name", "passerelle"),
                // No restart of what a person stopped, no class path scan, no banner.
                Map.entry("camel.main.autoConfigurationLogSummary", "false"),
                Map.entry("camel.main.startupSummaryLevel", "Off"),
                Map.entry("camel.main.jmxEnabled", "false"),
                Map.entry("camel.main.shutdownTimeout", "5"),
                Map.entry("camel.main.shutdownLogInflightExchangesOnTimeout", "false"),
                Map.entry("camel.main.useMdcLogging", "true"),
                Map.entry("camel.server.enabled", Boolean.toString(roles.contains(Role.API))),
                Map.entry("camel.server.host", http.address()),
                Map.entry("camel.server.port", Integer.toString(ports.http())),
                Map.entry("camel.management.enabled", "true"),
                Map.entry("camel.management.host", management.address()),
                Map.entry("camel.management.port", Integer.toString(ports.management())),
                Map.entry("camel.management.healthCheckEnabled", "true"),
                Map.entry("camel.management.healthPath", "/q/health"),
                Map.entry("camel.management.metricsEnabled", "true"),
                Map.entry("camel.metrics.path", "/q/metrics"),
                Map.entry("camel.health.enabled", "true"),
                Map.entry("camel.health.exposureLevel", "full"),
                Map.entry("camel.health.routesEnabled", "false"),
                Map.entry("camel.health.consumersEnabled", "false"),
                Map.entry("camel.metrics.enabled", "true"),
                Map.entry("camel.metrics.enableRoutePolicy", "true"));
    }

    /** The folders of the roles, and what all of them share. */
    private static String patterns(Path routes, Set<Role> roles) {
        var patterns = new ArrayList<String>(List.of("file:" + routes + "/*.camel.yaml"));
        roles.stream()
                .flatMap(role -> role.folders().stream())
                .filter(folder -> Files.isDirectory(routes.resolve(folder)))
                .map(folder -> "file:" + routes.resolve(folder) + "/*.camel.yaml")
                .forEach(patterns::add);
        return patterns.stream().collect(Collectors.joining(","));
    }
}
