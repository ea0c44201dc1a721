package org.passerelle.retention.standing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.Pack;
import org.passerelle.policy.RetentionRule;
import org.passerelle.policy.Timeline;
import org.passerelle.retention.JdbcFacts;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcSubjects;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.clocks.Reckoning;

/** How long each followed row of the pack keeps what is held of a subject, with today's facts. */
public final class KeptUntil {
    private final RetentionGround ground;
    private final JdbcFacts facts;
    private final JdbcSubjects subjects;

    public KeptUntil(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.facts = new JdbcFacts(tables);
        this.subjects = new JdbcSubjects(tables);
    }

    /**
     * @param today in the organisation's time zone
     */
    public record Known(
            Pack pack, LocalDate today, List<Fact> facts, Map<RetentionRule, Timeline> timelines) {}

    /** Empty for a pseudonym that is nobody's, that was erased, or of an undeclared platform. */
    public Optional<Known> of(SubjectId subject) {
        return subjects.find(subject)
                .filter(followed -> !followed.erased())
                .flatMap(followed -> ground.packs().packOf(followed.platform()))
                .map(pack -> known(subject, pack));
    }

    private Known known(SubjectId subject, Pack pack) {
        var reckoning = new Reckoning(pack, ground.clock().instant());
        var facts = this.facts.of(subject);
        return new Known(pack, reckoning.today(), facts, reckoning.timelines(facts));
    }
}
