package org.passerelle.commands.hands;

/**
 * What verifying needs from the steps before.
 *
 * @param marker what the scrub wrote
 * @param requestId the platform's erasure request
 */
public record ErasureTrail(String marker, long requestId, FormerIdentity identity) {}
