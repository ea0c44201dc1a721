package org.passerelle.retention;

import java.util.Set;
import org.passerelle.learning.FrozenSubjects;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * Who is restricted today, read from the store at every call: a restriction placed by one process
 * acts on all of them from its commit on.
 */
public final class RestrictedSubjects implements FrozenSubjects {
    private final RetentionGround ground;
    private final JdbcRetention tables;

    public RestrictedSubjects(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.tables = tables;
    }

    /** One look-up by index: asked for every event. */
    public boolean contains(SubjectId subject) {
        return tables.subjects()
                .find(subject)
                .flatMap(followed -> ground.packs().packOf(followed.platform()))
                .map(pack -> tables.holds().standing(Set.of(subject), ground.today(pack)))
                .map(held -> held.getOrDefault(subject, Set.of()))
                .filter(kinds -> kinds.contains(HoldKind.RESTRICTION))
                .isPresent();
    }

    @Override
    public Set<SubjectId> on(PlatformKey platform) {
        return ground.packs()
                .packOf(platform)
                .map(pack -> tables.holds().restricted(platform, ground.today(pack)))
                .orElseGet(Set::of);
    }
}
