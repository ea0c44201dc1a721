package org.passerelle.personaldata;

/** The key of an organisation: the name of its folder under {@code config/organisations}. */
public record OrganisationKey(String value) implements Comparable<OrganisationKey> {
    public OrganisationKey {
        if (!value.matches("[a-z0-9][a-z0-9-]{0,63}")) {
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
