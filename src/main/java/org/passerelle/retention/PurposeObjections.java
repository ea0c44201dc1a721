package org.passerelle.retention;

import java.util.Collection;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PurposeKey;

/**
 * Objections that were found to be right (GDPR Art. 21): from then on every question to the policy
 * about that subject and purpose knows of them.
 */
public final class PurposeObjections {
    private final RetentionGround ground;
    private final JdbcRetention tables;

    public PurposeObjections(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.tables = tables;
    }

    /** Repeatable: the first day stays. */
    public void record(SubjectId subject, Collection<PurposeKey> purposes, String actor) {
        var pack =
                tables.subjects()
                        .find(subject)
                        .flatMap(followed -> ground.packs().packOf(followed.platform()));
        pack.ifPresent(
                of ->
                        purposes.forEach(
                                purpose ->
                                        tables.objections()
                                                .put(subject, purpose, ground.today(of), actor)));
    }
}
