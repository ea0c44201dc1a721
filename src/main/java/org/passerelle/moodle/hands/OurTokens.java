package org.passerelle.moodle.hands;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.passerelle.commands.hands.Readiness;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.moodle.client.MoodleRefusal;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;

/**
 * What a site says of our tokens: whose they are, what they may call. Kept for some minutes, except
 * before a command begins.
 *
 * <p>Source: {@code core_webservice_get_site_info}.
 */
final class OurTokens {
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Set<String> NEEDED =
            Set.of("core_user_get_users", "core_user_update_users");
    private static final String SERVICES =
            "Site administration > Server > Web services > External services > Functions";

    private final MoodleClients clients;
    private final Clock clock;
    private final Map<PlatformKey, Site> seen = new ConcurrentHashMap<>();

    OurTokens(MoodleClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * @param serviceAccounts user ids of the accounts our tokens belong to
     */
    record Site(
            boolean administrator, Set<Long> serviceAccounts, Set<String> functions, Instant at) {
        boolean offers(String function) {
            return functions.contains(function);
        }
    }

    Readiness readiness(Platform platform) {
        var site = read(platform);
        if (site.administrator()) {
            return new Readiness.TooPowerful(
                    "the command token belongs to a site administrator; make one for an account with the command role only");
        }
        return NEEDED.stream()
                .filter(function -> !site.offers(function))
                .findFirst()
                .<Readiness>map(
                        function ->
                                new Readiness.Unfit(
                                        "the command token may not call " + function,
                                        SERVICES + ": add it to the command service"))
                .orElseGet(Readiness.Ready::new);
    }

    Site of(Platform platform) {
        return Optional.ofNullable(seen.get(platform.key()))
                .filter(site -> site.at().plus(FRESH).isAfter(clock.instant()))
                .orElseGet(() -> read(platform));
    }

    private Site read(Platform platform) {
        var answer = info(clients.commanding(platform));
        var accounts = new HashSet<Long>();
        accounts.add(answer.path("userid").longValue());
        readingAccount(platform).ifPresent(accounts::add);
        var functions = new HashSet<String>();
        answer.path("functions").forEach(row -> functions.add(row.path("name").asText()));
        // An answer that does not say is taken for an administrator's: never act on a guess.
        boolean administrator = answer.path("userissiteadmin").asBoolean(true);
        var site = new Site(administrator, accounts, functions, clock.instant());
        seen.put(platform.key(), site);
        return site;
    }

    /** A broken read token does not keep commands from running. */
    private Optional<Long> readingAccount(Platform platform) {
        try {
            return Optional.of(info(clients.reading(platform)).path("userid").longValue());
        } catch (MoodleRefusal e) {
            return Optional.empty();
        }
    }

    private static JsonNode info(MoodleClient client) {
        return client.call("core_webservice_get_site_info", Arguments.none());
    }
}
