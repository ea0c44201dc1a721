package org.passerelle.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.app.backing.DataFolder;
import org.passerelle.app.backing.DataFolderProblem;
import org.passerelle.app.backing.PrivateFiles;
import org.passerelle.app.node.Node;
import org.passerelle.app.node.Parts;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.SettingOptions;
import org.passerelle.app.settings.Settings;
import org.passerelle.app.settings.SettingsReader;
import org.passerelle.app.wiring.Wiring;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.simulator.MoodleSimulator;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SimulatedSite;

/**
 * Where the demo plays: two simulated Moodles, both organisations with their real policy packs, and
 * a whole Passerelle, in a folder that only demos use.
 */
final class DemoStage implements AutoCloseable {
    static final PlatformKey IMP = new PlatformKey("imp-moodle");
    static final PlatformKey UPROMI = new PlatformKey("upromi-moodle");

    private static final String MARKER = "demo";

    private final Parts parts = new Parts();
    private final DemoClock clock;
    private final Node node;

    private DemoStage(Path data, Settings settings, DemoClock clock) throws IOException {
        this.clock = clock;
        try {
            var imp = site(data, IMP, Family.V5_1, "IMP");
            var upromi = site(data, UPROMI, Family.V4_5, "UPR");
            DemoFiles.organisation(settings.folders().config(), data, "imp-formation", imp);
            DemoFiles.organisation(settings.folders().config(), data, "upromi", upromi);
            node = parts.add("Passerelle", Node.start(settings, EnumSet.allOf(Role.class), clock));
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /**
     * @param data a folder of demos, or a new one; what an earlier demo left there is removed
     * @param ports {@code http.port} and {@code management.port}
     */
    static DemoStage open(Path data, Duration behind, Map<String, String> ports) {
        try {
            sweep(data);
            var home = SettingOptions.home();
            var config = data.resolve("config");
            DemoFiles.copy(home.resolve("config"), config);
            var settings =
                    new SettingsReader()
                            .file(home.resolve("config/passerelle.properties"))
                            .environment(System.getenv())
                            .commandLine(settings(data, config, ports))
                            .read(home);
            return new DemoStage(data, settings, new DemoClock(behind));
        } catch (IOException e) {
            throw new DataFolderProblem("demo folder " + data + " cannot be written", e);
        }
    }

    Node node() {
        return node;
    }

    Wiring wiring() {
        return node.wiring();
    }

    DemoClock clock() {
        return clock;
    }

    @Override
    public void close() {
        parts.close();
    }

    private static Map<String, String> settings(Path data, Path config, Map<String, String> ports) {
        var settings = new TreeMap<>(ports);
        settings.put("folders.data", data.resolve("data").toString());
        settings.put("folders.config", config.toString());
        settings.put("upkeep.sweep-interval", "2s");
        settings.put("upkeep.command-interval", "1s");
        settings.put("upkeep.outbox-interval", "100ms");
        settings.put("upkeep.measure-interval", "2s");
        settings.put("moodle.cron-pause", "1s");
        return settings;
    }

    private MoodleSimulator site(Path data, PlatformKey key, Family family, String prefix)
            throws IOException {
        var site = SimulatedSite.demo(family, clock, prefix);
        site.cron().every(Duration.ofSeconds(2));
        var secrets = data.resolve("secrets");
        PrivateFiles.write(secrets.resolve(key + ".read"), List.of(site.reader().token()));
        PrivateFiles.write(secrets.resolve(key + ".command"), List.of(site.commander().token()));
        return parts.add("simulated " + key, MoodleSimulator.start(site));
    }

    /** Only what a demo made is removed. */
    private static void sweep(Path data) throws IOException {
        if (Files.exists(data) && !Files.exists(data.resolve(MARKER))) {
            try (var files = Files.list(data)) {
                if (files.findAny().isPresent()) {
                    throw new DataFolderProblem(
                            "folder "
                                    + data
                                    + " holds something else than a demo; expected a new or empty"
                                    + " folder; use --data DIR",
                            null);
                }
            }
        }
        if (Files.exists(data.resolve("data"))) {
            DataFolder.open(data.resolve("data")).close();
        }
        DemoFiles.delete(data);
        Files.createDirectories(data);
        Files.writeString(data.resolve(MARKER), "made by passerelle demo; removed by the next\n");
    }
}
