package org.passerelle.failures;

import java.time.Instant;
import org.passerelle.messages.Outbox;
import org.passerelle.messages.OutboxMessage;

/** What a replay needs from others. */
public record ReplayPorts(Outbox outbox, ReplayJudge judge, Resigning resigning, EndOfRoute ends) {

    /** Signs a command anew: its transport id and age changed, and so must its signature. */
    @FunctionalInterface
    public interface Resigning {
        /** The same address and meaning, with a body and headers that the executor accepts. */
        OutboxMessage resign(OutboxMessage command);
    }

    /** Whether the end of the route has processed a business id at or after an instant. */
    @FunctionalInterface
    public interface EndOfRoute {
        boolean processedSince(String businessId, Instant since);
    }
}
