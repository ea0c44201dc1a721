package org.passerelle.simulator.site;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks through a site's database for what is left of a person. */
final class Residues {
    private Residues() {}

    static List<String> of(SimulatedSite site, long userId, Predicate<String> tells) {
        return Stream.of(
                        ofRow(site, userId, tells),
                        ofTraces(site, userId, tells),
                        ofRequests(site, userId, tells))
                .flatMap(found -> found)
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> ofRow(SimulatedSite site, long userId, Predicate<String> tells) {
        return site.user(userId).stream()
                .flatMap(user -> user.row().texts().entrySet().stream())
                .filter(entry -> tells.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .map(column -> "user." + column);
    }

    private static Stream<String> ofTraces(
            SimulatedSite site, long userId, Predicate<String> tells) {
        return site.traces().stream()
                .filter(trace -> trace.userId() == userId)
                .filter(trace -> tells.test(trace.text()))
                .map(trace -> "trace." + trace.kind().name().toLowerCase(Locale.ROOT));
    }

    private static Stream<String> ofRequests(
            SimulatedSite site, long userId, Predicate<String> tells) {
        return site.privacy().requests().stream()
                .filter(request -> request.number("userid") == userId)
                .filter(request -> tells.test(request.text("comments")))
                .map(request -> "request.comments");
    }
}
