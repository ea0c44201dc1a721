package org.passerelle.app;

import java.util.HashMap;
import java.util.Map;
import org.passerelle.routes.OutboxDispatch;

/**
 * What exists and what it is made of: one page. Routes find the beans by the names given here.
 *
 * <p>No decision is taken here; settings are handed on, ports meet their implementations.
 */
final class Wiring {
    private final Ground ground;

    Wiring(Ground ground) {
        this.ground = ground;
    }

    /** The beans of the YAML, by name. */
    Map<String, Object> beans() {
        var beans = new HashMap<String, Object>();
        beans.put("failurePolicy", new FailurePolicy(ground.settings().delivery().maxAttempts()));
        beans.put("outboxDispatch", outboxDispatch());
        return beans;
    }

    /** The {@code {{…}}} of the YAML: every setting under its key. */
    Map<String, String> values() {
        return SettingsReader.asProperties(ground.settings());
    }

    private OutboxDispatch outboxDispatch() {
        return new OutboxDispatch(
                ground.transactions(),
                ground.outbox(),
                ground.broker(),
                ground.settings().upkeep().outboxBatch());
    }
}
