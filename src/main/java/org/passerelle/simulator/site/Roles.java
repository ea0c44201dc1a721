package org.passerelle.simulator.site;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The roles of the site by short name. Ids are Moodle's for the standard ones. */
public final class Roles {
    public static final String STUDENT = "student";
    public static final String TEACHER = "editingteacher";

    private final Map<String, Long> ids =
            new ConcurrentHashMap<>(
                    Map.of(
                            "manager",
                            1L,
                            "coursecreator",
                            2L,
                            TEACHER,
                            3L,
                            "teacher",
                            4L,
                            STUDENT,
                            5L));
    private final AtomicLong last = new AtomicLong(8);

    /** The id of a role, made on first use when the site did not have it. */
    public long id(String shortName) {
        return ids.computeIfAbsent(shortName, name -> last.incrementAndGet());
    }

    public Optional<String> shortName(long id) {
        return ids.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
