package org.passerelle.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where something is.
 *
 * @param country ISO 3166-1 alpha-2, a code that exists
 * @param town where it was told
 */
public record Place(String country, Optional<String> town) {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    public Place {
        if (!COUNTRIES.contains(country)) {
            throw new IllegalArgumentException(country + " is no country of ISO 3166-1 alpha-2");
        }
    }

    /**
     * Reads {@code FR} or {@code FR Perpignan}; empty for anything else, a country that does not
     * exist among it.
     */
    public static Optional<Place> of(String text) {
        var words = text.strip().split("\\s+", 2);
        if (!COUNTRIES.contains(words[0])) {
            return Optional.empty();
        }
        return Optional.of(
                new Place(words[0], words.length == 1 ? Optional.empty() : Optional.of(words[1])));
    }

    @Override
    public String toString() {
        return country + town.map(name -> " " + name).orElse("");
    }
}
