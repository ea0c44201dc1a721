package org.passerelle.retention.clocks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.retention.JdbcFacts;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.RetentionGround;

/**
 * Sets the clocks of subjects whose facts changed. Writes only clocks that changed.
 *
 * <p>Whoever calls it has locked the rows of the subjects as the first statement of the
 * transaction: so the plain reads after it see all that others have committed, and no gap of an
 * index is locked, in which two engines would catch each other.
 */
public final class Recomputation {
    private final RetentionGround ground;
    private final JdbcFacts facts;
    private final JdbcClocks clocks;

    public Recomputation(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.facts = new JdbcFacts(tables);
        this.clocks = new JdbcClocks(tables);
    }

    /**
     * On the caller's transaction.
     *
     * @param locked the subjects, whose rows the caller has locked, with their platforms
     * @return how many clocks changed
     */
    public int recompute(Map<SubjectId, PlatformKey> locked) {
        var facts = this.facts.of(locked.keySet());
        var stored = clocks.of(locked.keySet());
        var reckonings = new HashMap<OrganisationKey, Reckoning>();
        var changed = new ArrayList<RetentionClock>();
        locked.forEach(
                (subject, platform) ->
                        ground.packs()
                                .packOf(platform)
                                .ifPresent(
                                        pack ->
                                                changed.addAll(
                                                        reckonings
                                                                .computeIfAbsent(
                                                                        pack.version()
                                                                                .organisation(),
                                                                        key ->
                                                                                new Reckoning(
                                                                                        pack,
                                                                                        ground.clock()
                                                                                                .instant()))
                                                                .changed(
                                                                        subject,
                                                                        platform,
                                                                        facts.getOrDefault(
                                                                                subject, List.of()),
                                                                        stored.getOrDefault(
                                                                                subject,
                                                                                Map.of())))));
        clocks.write(changed);
        return changed.size();
    }
}
