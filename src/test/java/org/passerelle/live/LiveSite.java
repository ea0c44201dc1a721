package org.passerelle.live;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Which real Moodle, and which of its learners may be touched. */
record LiveSite(
        URI url,
        Path readTokenFile,
        Path commandTokenFile,
        String target,
        String asker,
        String canary,
        Optional<String> erasureCanary) {
    LiveSite {
        mayBeTouched(target);
        mayBeTouched(asker);
        mayBeTouched(canary);
        erasureCanary.ifPresent(LiveSite::mayBeTouched);
        if (asker.equals(target)
                || asker.equals(canary)
                || erasureCanary.filter(asker::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "moodle.asker is also the canary or to be erased; name somebody else");
        }
        if (target.equals(canary) || erasureCanary.filter(canary::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "moodle.canary is also named to be erased; the canary must stay alive");
        }
    }

    static LiveSite fromSystemProperties() {
        return new LiveSite(
                URI.create(required("moodle.url")),
                Path.of(required("moodle.readTokenFile")).toAbsolutePath(),
                Path.of(required("moodle.commandTokenFile")).toAbsolutePath(),
                optional("moodle.target").orElse("LIVE-0001"),
                optional("moodle.asker").orElse("LIVE-0002"),
                optional("moodle.canary").orElse("LIVE-0012"),
                optional("moodle.erasureCanary"));
    }

    static void mayBeTouched(String learner) {
        if (!learner.startsWith("LIVE-")) {
            throw new IllegalArgumentException(
                    "a live test touches only learners whose idnumber begins with LIVE-; make one"
                            + " on the site and name it with -Dmoodle.target, -Dmoodle.asker, -Dmoodle.canary or"
                            + " -Dmoodle.erasureCanary");
        }
    }

    private static String required(String key) {
        return optional(key)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "-D"
                                                + key
                                                + " is missing; the live profile needs -Dmoodle.url,"
                                                + " -Dmoodle.readTokenFile and"
                                                + " -Dmoodle.commandTokenFile"));
    }

    private static Optional<String> optional(String key) {
        return Optional.ofNullable(System.getProperty(key))
                .filter(value -> !value.isBlank() && !value.startsWith("${"));
    }
}
