package org.passerelle.rights.requests;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.rights.deadlines.Deadline;
import org.passerelle.rights.deadlines.Urgency;

/** Requests nobody has answered yet, by how near the end of their time is; for metrics. */
public final class RequestCounts {
    private final RightsGround ground;
    private final JdbcRights tables;

    public RequestCounts(RightsGround ground, JdbcRights tables) {
        this.ground = ground;
        this.tables = tables;
    }

    /**
     * Of one organisation.
     *
     * @param legal against the law's limit
     * @param target against the organisation's own target; requests without one are not in it
     */
    public record Count(Map<Urgency, Integer> legal, Map<Urgency, Integer> target) {}

    /** Every declared organisation has an entry, and every urgency a number. */
    public Map<OrganisationKey, Count> byOrganisation() {
        var counts = new HashMap<OrganisationKey, Count>();
        ground.packs().organisations().forEach(one -> counts.put(one.key(), nothing()));
        var today = ground.today();
        for (Request request : tables.times().unanswered()) {
            var count = counts.computeIfAbsent(request.organisation(), key -> nothing());
            count.legal().merge(request.deadline().on(today), 1, Integer::sum);
            request.target()
                    .map((Deadline target) -> target.on(today))
                    .ifPresent(urgency -> count.target().merge(urgency, 1, Integer::sum));
        }
        return Map.copyOf(counts);
    }

    private static Count nothing() {
        return new Count(zeroes(), zeroes());
    }

    private static Map<Urgency, Integer> zeroes() {
        var zeroes = new EnumMap<Urgency, Integer>(Urgency.class);
        for (Urgency urgency : Urgency.values()) {
            zeroes.put(urgency, 0);
        }
        return zeroes;
    }
}
