package org.passerelle.personaldata;

import java.util.List;
import java.util.Optional;

/** A controller in the sense of GDPR Art. 4(7), as its {@code organisation.yaml} declares it. */
public record Organisation(
        OrganisationKey key,
        String name,
        String country,
        Optional<Officer> dpo,
        List<Platform> platforms) {
    public Organisation {
        platforms = List.copyOf(platforms);
    }

    /** The data-protection officer (GDPR Art. 37); without one no erasure starts (IMP-57). */
    public record Officer(String name, String email) {
        @Override
        public String toString() {
            return FieldValue.HIDDEN;
        }
    }

    @Override
    public String toString() {
        return "organisation " + key;
    }
}
