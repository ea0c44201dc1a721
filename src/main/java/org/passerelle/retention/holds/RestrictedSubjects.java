package org.passerelle.retention.holds;

import java.util.Set;
import org.passerelle.learning.FrozenSubjects;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcSubjects;
import org.passerelle.retention.RetentionGround;

/**
 * Who is restricted today, read from the store at every call: a restriction placed by one process
 * acts on all of them from its commit on.
 */
public final class RestrictedSubjects implements FrozenSubjects {
    private final RetentionGround ground;
    private final JdbcHolds holds;
    private final JdbcSubjects subjects;

    public RestrictedSubjects(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.holds = new JdbcHolds(tables);
        this.subjects = new JdbcSubjects(tables);
    }

    /** One look-up by index: asked for every event. */
    public boolean contains(SubjectId subject) {
        return subjects.find(subject)
                .flatMap(followed -> ground.packs().packOf(followed.platform()))
                .map(pack -> holds.standing(Set.of(subject), ground.today(pack)))
                .map(held -> held.getOrDefault(subject, Set.of()))
                .filter(kinds -> kinds.contains(HoldKind.RESTRICTION))
                .isPresent();
    }

    @Override
    public Set<SubjectId> on(PlatformKey platform) {
        return ground.packs()
                .packOf(platform)
                .map(pack -> holds.restricted(platform, ground.today(pack)))
                .orElseGet(Set::of);
    }
}
