package org.passerelle.commands.hands;

import java.util.OptionalLong;

/**
 * What asking for an erasure needs to know.
 *
 * @param lastRequestId the highest id of an erasure request seen on the platform, where requests
 *     cannot be listed; empty when it was never looked for
 * @param deletingFirstAllowed whether the account may be deleted to make the platform create the
 *     request: only after that way was proved on this platform, or to prove it
 */
public record RequestTicket(OptionalLong lastRequestId, boolean deletingFirstAllowed) {}
