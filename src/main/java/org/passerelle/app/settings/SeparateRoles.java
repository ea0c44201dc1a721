package org.passerelle.app.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What processes with some of the roles only must be given, because each would otherwise make its
 * own: the parts they share, and the keys, without which one could not read what another wrote.
 */
public final class SeparateRoles {
    private static final Map<String, Function<Settings, Optional<?>>> EVERY =
            Map.of(
                    "store.url",
                    settings -> settings.store().url(),
                    "broker.url",
                    settings -> settings.broker().url(),
                    "keys.master-key-file",
                    settings -> settings.keys().masterKeyFile());

    private static final Map<String, Function<Settings, Optional<?>>> ISSUING =
            Map.of(
                    "commands.signing-key-file",
                    settings -> settings.commands().signingKeyFile(),
                    "journal.key-file",
                    settings -> settings.journal().keyFile(),
                    "journal.signing-key-file",
                    settings -> settings.journal().signingKeyFile(),
                    "journal.public-keys",
                    settings -> settings.journal().publicKeys(),
                    "journal.second-place",
                    settings -> settings.journal().secondPlace());

    private static final Map<String, Function<Settings, Optional<?>>> EXECUTING =
            Map.of(
                    "commands.verification-keys",
                    settings -> settings.commands().verificationKeys());

    private SeparateRoles() {}

    /**
     * @throws SettingsProblem naming every setting that is missing
     */
    public static void require(Settings settings, Set<Role> roles) {
        if (roles.size() == Role.values().length) {
            return;
        }
        var missing = new ArrayList<String>();
        needed(roles)
                .forEach(
                        (key, value) -> {
                            if (value.apply(settings).isEmpty()) {
                                missing.add(key);
                            }
                        });
        if (!missing.isEmpty()) {
            throw new SettingsProblem(
                    List.of(
                            "a process with some of the roles only ("
                                    + roles
                                    + ") shares store, broker and keys with others, but "
                                    + String.join(", ", missing)
                                    + (missing.size() == 1 ? " is" : " are")
                                    + " empty and it would make its own; set them, or run all"
                                    + " roles in one process; docs/operations.md, Roles"));
        }
    }

    private static Map<String, Function<Settings, Optional<?>>> needed(Set<Role> roles) {
        var needed = new TreeMap<>(EVERY);
        for (Role role : roles) {
            needed.putAll(
                    switch (role) {
                        case POLLER -> Map.of();
                        case ENGINE, API -> ISSUING;
                        case EXECUTOR -> EXECUTING;
                    });
        }
        return needed;
    }
}
