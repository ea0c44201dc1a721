package org.passerelle.moodle.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.moodle.client.Answer;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.client.MoodleRefusal;
import org.passerelle.moodle.client.MoodleUnavailable;
import org.passerelle.moodle.mapping.SiteCard;
import org.passerelle.personaldata.Platform;

/** Is the site there, is it the one that was meant, does it answer as it should. */
final class SiteChecks {
    /** Moodle 4.1. */
    private static final long OLDEST = 2022112800L;

    private static final Duration SMALL_SKEW = Duration.ofSeconds(30);
    private static final Duration LARGE_SKEW = Duration.ofMinutes(5);

    private final Platform platform;
    private final MoodleClient client;
    private final Notes notes;
    private final Clock clock;

    SiteChecks(Platform platform, MoodleClient client, Notes notes, Clock clock) {
        this.platform = platform;
        this.client = client;
        this.notes = notes;
        this.clock = clock;
    }

    /** What the site says of itself; empty when nothing more can be asked. */
    Optional<SiteCard> look() {
        try {
            Answer<JsonNode> answer = client.examine(SiteCard.FUNCTION, Arguments.none());
            notes.ok("reachable", "the site answers in " + answer.took().toMillis() + " ms");
            notes.ok("read-token", "Moodle takes the read token");
            SiteCard site = SiteCard.of(answer.body());
            encryption();
            version(site);
            address(site);
            compression(answer);
            clocks(answer);
            return Optional.of(site);
        } catch (MoodleRefusal refusal) {
            notes.refused(
                    refusal.code().startsWith("http-") || refusal.code().startsWith("tls")
                            ? "reachable"
                            : "read-token",
                    refusal.fault());
        } catch (MoodleUnavailable unavailable) {
            notes.refused("reachable", unavailable.fault());
        }
        return Optional.empty();
    }

    private void encryption() {
        if ("https".equals(platform.baseUrl().getScheme())) {
            notes.ok("tls", "the connection is encrypted and the certificate is trusted");
        } else {
            notes.warn(
                    "tls",
                    "http: token and answers travel readable",
                    "web server: https; then base-url in organisation.yaml");
        }
    }

    private void version(SiteCard site) {
        String release =
                site.release().isEmpty()
                        ? "a Moodle that hides its release"
                        : "Moodle " + site.release();
        String digits = site.version().replaceFirst("\\..*", "");
        long version = digits.matches("[0-9]{10}") ? Long.parseLong(digits) : 0;
        if (version == 0) {
            notes.cannotBeSeen(
                    "version",
                    release,
                    "Site administration > General > Notifications: 4.1 to 5.1 were tried");
        } else if (version < OLDEST) {
            notes.mend(
                    "version",
                    release + " is older than 4.1, the oldest that was tried",
                    "update Moodle");
        } else {
            notes.ok("version", release);
        }
    }

    private void address(SiteCard site) {
        String declared = platform.baseUrl().toString().replaceFirst("/+$", "");
        if (site.url().replaceFirst("/+$", "").equals(declared)) {
            notes.ok("address", "the site calls itself by the address declared");
        } else {
            notes.mend(
                    "address",
                    "the site calls itself " + site.url() + ", not " + declared,
                    "organisation.yaml: base-url: " + site.url());
        }
    }

    private void compression(Answer<JsonNode> answer) {
        if (answer.compressed()) {
            notes.ok("gzip", "answers come compressed");
        } else {
            notes.warn(
                    "gzip",
                    "answers come uncompressed: 10 to 40 times the traffic",
                    "web server, not Moodle: nginx gzip_types application/json; Apache AddOutputFilterByType DEFLATE application/json");
        }
    }

    private void clocks(Answer<JsonNode> answer) {
        if (answer.serverTime().isEmpty()) {
            notes.cannotBeSeen(
                    "clock",
                    "the web server sends no Date",
                    "compare both machines' clocks by hand");
            return;
        }
        Instant there = answer.serverTime().get();
        Duration skew = Duration.between(there, clock.instant()).abs();
        if (skew.compareTo(SMALL_SKEW) <= 0) {
            notes.ok("clock", "both clocks agree within " + skew.toSeconds() + " s");
        } else if (skew.compareTo(LARGE_SKEW) <= 0) {
            notes.warn(
                    "clock",
                    "the clocks differ by " + skew.toSeconds() + " s",
                    "time synchronisation (NTP) on both machines");
        } else {
            notes.mend(
                    "clock",
                    "the clocks differ by "
                            + skew.toMinutes()
                            + " min: access times would be refused or wrong",
                    "time synchronisation (NTP) on both machines");
        }
    }
}
