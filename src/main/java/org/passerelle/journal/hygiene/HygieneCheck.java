package org.passerelle.journal.hygiene;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.passerelle.journal.alerts.Alert;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.journal.alerts.SecurityAlerts;

/**
 * Reads the places and tells where somebody stands in clear; each such place is an alert.
 *
 * <p>Finds addresses of anybody, names of known subjects (given and family name side by side, in
 * either order), their account names and learner numbers, our tokens. Does not find: a given name
 * alone, what is encoded (Base64, hexadecimal digits), values of subjects whose key is destroyed.
 * Memory: a few bytes per known subject. Source: issue 3, section 5; GDPR Art. 5(1)(f).
 */
public final class HygieneCheck {
    /** The last label has letters only: 127.0.0.1 is no domain. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)*\\.\\p{L}{2,}");

    private final KnownPeople people;
    private final List<ScannedPlace> places;
    private final SecurityAlerts alerts;

    public HygieneCheck(KnownPeople people, List<ScannedPlace> places, SecurityAlerts alerts) {
        this.people = people;
        this.places = List.copyOf(places);
        this.alerts = alerts;
    }

    /**
     * What was read and found.
     *
     * @param texts messages, rows and lines
     */
    public record Report(long texts, List<Leak> leaks) {
        public Report {
            leaks = List.copyOf(leaks);
        }

        public boolean clean() {
            return leaks.isEmpty();
        }
    }

    /** Repeatable: yes; a leak that is still there is counted on its open alert. */
    public Report check() {
        var known = KnownMarks.of(people);
        var leaks = new ArrayList<Leak>();
        long texts = 0;
        for (ScannedPlace place : places) {
            var scan = new Scan(known);
            place.read(scan::read);
            texts += scan.texts();
            leaks.addAll(scan.leaks(place.key()));
        }
        leaks.forEach(
                leak ->
                        alerts.raise(
                                new Alert(
                                        AlertKind.PERSONAL_DATA_IN_CLEAR,
                                        Alert.EVERYBODYS,
                                        leak.what().key() + " in " + leak.place(),
                                        leak.times())));
        return new Report(texts, leaks);
    }

    /** One place. */
    private static final class Scan {
        private final KnownMarks known;
        private final Map<Leak.What, Long> found = new EnumMap<>(Leak.What.class);
        private final long[] texts = new long[1];

        Scan(KnownMarks known) {
            this.known = known;
        }

        void read(String text) {
            texts[0]++;
            if (ADDRESS.matcher(text).find()) {
                found.merge(Leak.What.ADDRESS, 1L, Long::sum);
            }
            if (known.nameIn(Words.of(text))) {
                found.merge(Leak.What.NAME, 1L, Long::sum);
            }
            var keys = Words.keys(text);
            if (known.keyIn(keys)) {
                found.merge(Leak.What.KEY, 1L, Long::sum);
            }
            if (known.secretIn(keys)) {
                found.merge(Leak.What.TOKEN, 1L, Long::sum);
            }
        }

        long texts() {
            return texts[0];
        }

        List<Leak> leaks(String place) {
            return found.entrySet().stream()
                    .map(entry -> new Leak(place, entry.getKey(), entry.getValue()))
                    .toList();
        }
    }
}
