package org.passerelle.retention;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.Pack;
import org.passerelle.policy.RetentionRule;
import org.passerelle.policy.Timeline;

/** How long each followed row of the pack keeps what is held of a subject, with today's facts. */
public final class KeptUntil {
    private final RetentionGround ground;
    private final JdbcRetention tables;

    public KeptUntil(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.tables = tables;
    }

    /**
     * @param today in the organisation's time zone
     */
    public record Known(
            Pack pack, LocalDate today, List<Fact> facts, Map<RetentionRule, Timeline> timelines) {}

    /** Empty for a pseudonym that is nobody's, that was erased, or of an undeclared platform. */
    public Optional<Known> of(SubjectId subject) {
        return tables.subjects()
                .find(subject)
                .filter(followed -> !followed.erased())
                .flatMap(followed -> ground.packs().packOf(followed.platform()))
                .map(pack -> known(subject, pack));
    }

    private Known known(SubjectId subject, Pack pack) {
        var reckoning = new Reckoning(pack, ground.clock().instant());
        var facts = tables.facts().of(subject);
        return new Known(pack, reckoning.today(), facts, reckoning.timelines(facts));
    }
}
