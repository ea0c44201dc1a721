package org.passerelle.rights.requests;

/**
 * What an approval sets in motion, by type of request.
 *
 * <p>Guarantee: called within the transaction of the approval, which is undone when this refuses.
 */
@FunctionalInterface
public interface Consequence {
    Outcome of(Request approved, String actor);
}
