package org.passerelle.simulator.site;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Invented French learners, the same for the same seed. Names are drawn from short lists, addresses
 * end in {@code @etu.example}, learner numbers in sequence.
 */
public final class InventedLearners {
    private static final List<String> FIRST =
            List.of(
                    "Zoé",
                    "Gaël",
                    "Maëlys",
                    "Hugo",
                    "Anaïs",
                    "Théo",
                    "Chloé",
                    "Mélanie",
                    "Inès",
                    "Noémie",
                    "Benoît",
                    "Raphaël",
                    "Jérôme",
                    "Cédric",
                    "Agnès",
                    "François",
                    "Élodie",
                    "Clément",
                    "Loïc",
                    "Léa",
                    "Aïcha",
                    "Yanis",
                    "Mehdi",
                    "Hélène",
                    "Étienne",
                    "Camille",
                    "Solène",
                    "Baptiste");
    private static final List<String> LAST =
            List.of(
                    "Kerhervé",
                    "Çelik",
                    "Le Goff",
                    "Maçon",
                    "Jaurès",
                    "Quéré",
                    "Dupré",
                    "Garçon",
                    "Müller",
                    "Noël",
                    "Peña",
                    "Bœuf",
                    "Béranger",
                    "D'Hondt",
                    "Faÿ",
                    "Guérin",
                    "Œuvrard",
                    "Ledoux",
                    "Lefèvre",
                    "N’Diaye",
                    "Châtelain",
                    "Benali",
                    "de La Tour",
                    "Roussel",
                    "Vasseur",
                    "Pichon");
    private static final List<String> CITIES =
            List.of("Besançon", "Dole", "Brest", "Rennes", "Lyon", "Saint-Étienne", "Nîmes");

    /**
     * One invented person.
     *
     * @param number the sequence number, from 1
     * @param prefix of the learner numbers of this organisation
     * @param given first name, never a real person's record
     * @param family last name
     */
    public record Person(int number, String prefix, String given, String family, String city) {
        public String login() {
            return String.format(Locale.ROOT, "etu%05d", number);
        }

        public String address() {
            return ascii(given) + "." + ascii(family) + "." + number + "@etu.example";
        }

        public String learnerNumber() {
            return String.format(Locale.ROOT, "%s-%05d", prefix, number);
        }

        private static String ascii(String text) {
            String plain = text.toLowerCase(Locale.ROOT).replace("œ", "oe");
            return Normalizer.normalize(plain, Normalizer.Form.NFD).replaceAll("[^a-z]", "");
        }
    }

    private final String prefix;
    private final long seed;

    /** The prefix starts every learner number, and another prefix gives other people. */
    public InventedLearners(String prefix) {
        this.prefix = prefix;
        this.seed = prefix.hashCode();
    }

    /** The person of that number; asking twice gives the same one. */
    public Person person(int number) {
        Random random = random(number);
        String given = pick(FIRST, random);
        return new Person(number, prefix, given, pick(LAST, random), pick(CITIES, random));
    }

    /** Randomness that belongs to that person alone, for grades and dates. */
    public Random random(int number) {
        return new Random(seed * 1_000_003 + number * 7_919L);
    }

    /** The person as a user of the site, without any enrolment. */
    public UserBuilder join(SimulatedSite site, int number) {
        Person person = person(number);
        return site.newUser(person.login())
                .named(person.given(), person.family())
                .email(person.address())
                .idnumber(person.learnerNumber())
                .livingIn(person.city(), "FR")
                .phone(
                        String.format(
                                Locale.ROOT, "03 00 %02d %02d", number / 100 % 100, number % 100))
                .at("Centre de formation inventé", "Promotion " + (2020 + number % 5));
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
