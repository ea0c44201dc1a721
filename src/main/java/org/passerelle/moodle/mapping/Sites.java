package org.passerelle.moodle.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.passerelle.learning.SiteIdentity;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;

/**
 * Knows who answers at each platform's address. What a site says of itself is asked again after a
 * while.
 */
public final class Sites {
    private static final Duration FRESH = Duration.ofMinutes(15);
    private static final int LOWEST = 20;

    private record Seen(SiteCard card, Instant at) {}

    private final MoodleClients clients;
    private final Clock clock;
    private final Map<PlatformKey, Seen> seen = new ConcurrentHashMap<>();

    public Sites(MoodleClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** At most a quarter of an hour old. */
    SiteCard card(Platform platform) {
        Seen known = seen.get(platform.key());
        return known != null && clock.instant().isBefore(known.at().plus(FRESH))
                ? known.card()
                : ask(platform);
    }

    private SiteCard ask(Platform platform) {
        SiteCard card = SiteCard.of(clients.reading(platform));
        seen.put(platform.key(), new Seen(card, clock.instant()));
        return card;
    }

    /** Asked now. */
    public SiteIdentity identify(Platform platform) {
        SiteCard card = ask(platform);
        MoodleClient client = clients.reading(platform);
        Map<Long, String> courses =
                client.stream("core_course_get_courses", Arguments.none(), Sites::lowestCourses);
        return new SiteIdentity(
                card.url(), card.serviceUser(), card.release(), courses, card.functions());
    }

    private static Map<Long, String> lowestCourses(JsonParser parser) throws IOException {
        TreeMap<Long, String> lowest = new TreeMap<>();
        parser.nextToken();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            long id = 0;
            String shortName = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                id = field.equals("id") ? parser.getValueAsLong() : id;
                shortName = field.equals("shortname") ? parser.getValueAsString("") : shortName;
                parser.skipChildren();
            }
            lowest.put(id, hash(id, shortName));
            if (lowest.size() > LOWEST) {
                lowest.pollLastEntry();
            }
        }
        return lowest;
    }

    private static String hash(long id, String shortName) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((id + ":" + shortName).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
