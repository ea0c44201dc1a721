package org.passerelle.retention.standing;

import java.util.Collection;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PurposeKey;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcSubjects;
import org.passerelle.retention.RetentionGround;

/**
 * Objections that were found to be right (GDPR Art. 21): from then on every question to the policy
 * about that subject and purpose knows of them.
 */
public final class PurposeObjections {
    private final RetentionGround ground;
    private final JdbcObjections objections;
    private final JdbcSubjects subjects;

    public PurposeObjections(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.objections = new JdbcObjections(tables);
        this.subjects = new JdbcSubjects(tables);
    }

    /** Repeatable: the first day stays. */
    public void record(SubjectId subject, Collection<PurposeKey> purposes, String actor) {
        var pack =
                subjects.find(subject)
                        .flatMap(followed -> ground.packs().packOf(followed.platform()));
        pack.ifPresent(
                of ->
                        purposes.forEach(
                                purpose ->
                                        objections.put(subject, purpose, ground.today(of), actor)));
    }
}
