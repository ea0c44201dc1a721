package org.passerelle.keys;

/**
 * Which of a subject's keys: {@code live}, or one {@code archive:…} per enrolment and reason, so
 * that erasure can be partial.
 */
public record Compartment(String value) {
    public static final Compartment LIVE = new Compartment("live");

    public Compartment {
        if (!value.matches("live|archive:[a-z0-9:-]{1,100}")) {
            throw new IllegalArgumentException(
                    "compartment '" + value + "' must be live or archive:<enrolment>:<reason>");
        }
    }
}
