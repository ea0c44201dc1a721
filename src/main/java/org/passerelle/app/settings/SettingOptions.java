package org.passerelle.app.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that decide which settings a process has. */
public final class SettingOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder (default: data beside the launcher).")
    private @Nullable Path data;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting; see config/passerelle.properties. May be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    /** Where the launcher lies: relative paths of settings start there. */
    public static Path home() {
        var home = System.getenv("PASSERELLE_HOME");
        return Path.of(home == null ? "" : home).toAbsolutePath();
    }

    public Settings read() {
        var home = home();
        var pairs = new LinkedHashMap<>(set);
        if (data != null) {
            pairs.put("folders.data", data.toAbsolutePath().toString());
        }
        var file = home.resolve("config/passerelle.properties");
        var first = reader(file, pairs).read(home);
        // The data folder's own file comes before environment and command line, which win over it.
        return new SettingsReader()
                .file(file)
                .file(first.folders().data().resolve("passerelle.properties"))
                .environment(System.getenv())
                .commandLine(pairs)
                .read(home);
    }

    private static SettingsReader reader(Path file, Map<String, String> pairs) {
        return new SettingsReader().file(file).environment(System.getenv()).commandLine(pairs);
    }
}
