package org.passerelle.app.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What one process does. All of them by default; many processes may share one role. */
public enum Role {
    POLLER("poll"),
    ENGINE("engine", "upkeep", "failures"),
    EXECUTOR("commands"),
    API("api");

    private final List<String> folders;

    Role(String... folders) {
        this.folders = List.of(folders);
    }

    /** The folders of routes this role runs. */
    public List<String> folders() {
        return folders;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param text {@code poller,engine}
     * @throws SettingsProblem for a role there is none of
     */
    public static Set<Role> parse(String text) {
        var roles = EnumSet.noneOf(Role.class);
        for (String part : text.split(",", -1)) {
            roles.add(
                    Arrays.stream(values())
                            .filter(role -> role.key().equals(part.strip()))
                            .findFirst()
                            .orElseThrow(() -> new SettingsProblem(List.of(unknown(part)))));
        }
        return roles;
    }

    private static String unknown(String part) {
        return "role '"
                + part
                + "' is unknown; expected some of "
                + Arrays.stream(values()).map(Role::key).collect(Collectors.joining(","));
    }
}
