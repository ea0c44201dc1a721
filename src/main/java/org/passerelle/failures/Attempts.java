package org.passerelle.failures;

/**
 * Counts how often a message failed by a fault that is not ours. The broker counts every delivery,
 * also those that an outage of our own store took back, so its count cannot be used.
 */
@FunctionalInterface
public interface Attempts {
    /**
     * One more failure of this message.
     *
     * @param message its transport id
     * @return how many there were, this one included
     */
    int oneMore(String message, String route, CauseText cause);
}
