package org.passerelle.personaldata;

import java.util.regex.Pattern;

/** The key of an organisation: the name of its folder under {@code config/organisations}. */
public record OrganisationKey(String value) implements Comparable<OrganisationKey> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public OrganisationKey {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "organisation key '"
                            + value
                            + "' must be lower-case letters, digits and hyphens, at most 64 characters");
        }
    }

    @Override
    public int compareTo(OrganisationKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
