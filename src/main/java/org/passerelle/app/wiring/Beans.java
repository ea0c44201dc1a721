package org.passerelle.app.wiring;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.app.outage.FailurePolicy;
import org.passerelle.app.watch.EvidenceWatch;
import org.passerelle.app.watch.Measures;
import org.passerelle.app.watch.PermissionWatch;
import org.passerelle.archive.ArchiveRounds;
import org.passerelle.commands.issuing.Upkeep;
import org.passerelle.custody.comeback.TombstoneWatch;
import org.passerelle.custody.restore.TombstoneDelivery;
import org.passerelle.failures.Replays;
import org.passerelle.learning.polls.PollUpkeep;
import org.passerelle.messages.ForgettingMessages;
import org.passerelle.routes.CommandStop;
import org.passerelle.routes.DisclosureStop;
import org.passerelle.routes.FailureDrain;
import org.passerelle.routes.OutboxDispatch;
import org.passerelle.routes.PollStop;
import org.passerelle.routes.ReplayEnds;
import org.passerelle.routes.RestStop;
import org.passerelle.routes.RetentionStop;
import org.passerelle.routes.RightsStop;

/** The beans that the YAML of the routes may name, each with its class, and which are bound. */
final class Beans {
    private static final Map<String, Class<?>> TYPES =
            Map.ofEntries(
                    entry("failurePolicy", FailurePolicy.class),
                    entry("outboxDispatch", OutboxDispatch.class),
                    entry("pollStop", PollStop.class),
                    entry("pollUpkeep", PollUpkeep.class),
                    entry("retentionStop", RetentionStop.class),
                    entry("commandStop", CommandStop.class),
                    entry("commandUpkeep", Upkeep.class),
                    entry("messageUpkeep", ForgettingMessages.class),
                    entry("failureDrain", FailureDrain.class),
                    entry("replays", Replays.class),
                    entry("replayEnds", ReplayEnds.class),
                    entry("measures", Measures.class),
                    entry("evidenceWatch", EvidenceWatch.class),
                    entry("archiveRounds", ArchiveRounds.class),
                    entry("tombstoneWatch", TombstoneWatch.class),
                    entry("tombstoneDelivery", TombstoneDelivery.class),
                    entry("rightsStop", RightsStop.class),
                    entry("disclosureStop", DisclosureStop.class),
                    entry("permissionWatch", PermissionWatch.class),
                    entry("restStop", RestStop.class));

    private final Map<String, Object> bound = new HashMap<>();

    /** Every name and its class, sorted. */
    static Map<String, Class<?>> types() {
        return new TreeMap<>(TYPES);
    }

    Beans bind(String name, Object bean) {
        var type = TYPES.get(name);
        if (type == null || !type.isInstance(bean)) {
            throw new IllegalArgumentException(
                    "bean " + name + " is " + bean.getClass() + "; expected " + type);
        }
        bound.put(name, bean);
        return this;
    }

    /** All of them; a forgotten one is found here and not by the first message. */
    Map<String, Object> all() {
        var missing = new TreeMap<>(TYPES);
        missing.keySet().removeAll(bound.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalStateException("beans nobody made: " + missing.keySet());
        }
        return new HashMap<>(bound);
    }
}
