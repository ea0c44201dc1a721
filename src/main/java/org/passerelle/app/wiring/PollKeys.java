package org.passerelle.app.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passerelle.learning.KindDescription;
import org.passerelle.personaldata.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the intervals of {@code polls:} in {@code organisation.yaml} against the polls that the
 * mapping files name: a mistyped key would otherwise be a kind of record that is never read, in
 * silence.
 */
final class PollKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PollKeys.class);
    private static final String FULL = "-full";

    private PollKeys() {}

    /**
     * @param kinds what the platform's mapping files can read
     * @return one sentence for each interval that reads nothing; empty when every key is known
     */
    static List<String> problems(Platform platform, List<KindDescription> kinds) {
        var known = polls(kinds);
        var asked = new TreeSet<>(platform.polls().keySet());
        asked.removeIf(key -> known.contains(key) || known.contains(key + FULL));
        var problems = new ArrayList<String>();
        for (String key : asked) {
            problems.add(
                    "organisation.yaml of "
                            + platform.organisation()
                            + ": platform "
                            + platform.key()
                            + " has an interval for poll \""
                            + key
                            + "\", which no mapping file names; expected some of "
                            + String.join(", ", known)
                            + "; correct the key, or add a mapping whose poll it is");
        }
        return problems;
    }

    /** Says which kinds have no interval: lawful, but rarely meant. */
    static void warnOfUnread(Platform platform, List<KindDescription> kinds) {
        kinds.stream()
                .filter(kind -> !platform.polls().containsKey(kind.poll()))
                .collect(Collectors.groupingBy(KindDescription::poll))
                .forEach(
                        (poll, unread) ->
                                LOG.warn(
                                        "platform {} never reads {}: polls: in organisation.yaml"
                                                + " has no interval for \"{}\"",
                                        platform.key(),
                                        unread.stream().map(KindDescription::kind).toList(),
                                        poll));
    }

    private static Set<String> polls(List<KindDescription> kinds) {
        return kinds.stream()
                .map(KindDescription::poll)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
