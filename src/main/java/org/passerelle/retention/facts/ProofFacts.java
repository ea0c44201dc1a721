package org.passerelle.retention.facts;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.journal.JournalEntry;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.Pack;
import org.passerelle.retention.JdbcFacts;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcSubjects;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.clocks.Recomputation;

/**
 * Says that the proof of an enrolment lies in our archive, so that a funder does not keep the
 * account from being erased any longer. Fact, clocks and journal entry are one transaction.
 */
public final class ProofFacts {
    private static final String ACTOR = "archive";

    private final RetentionGround ground;
    private final JdbcFacts facts;
    private final JdbcSubjects subjects;
    private final Recomputation recomputation;

    public ProofFacts(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.facts = new JdbcFacts(tables);
        this.subjects = new JdbcSubjects(tables);
        this.recomputation = new Recomputation(ground, tables);
    }

    /** Repeatable. */
    public void archived(SubjectId subject, CourseId course) {
        ground.transactions().within(() -> tell(subject, course));
    }

    private void tell(SubjectId subject, CourseId course) {
        var locked = subjects.lock(Set.of(subject));
        var pack =
                subjects.find(subject)
                        .flatMap(followed -> ground.packs().packOf(followed.platform()));
        if (!locked.isEmpty() && pack.isPresent()) {
            var fact =
                    new Fact(
                            FactKey.FUNDER_PROOF_ARCHIVED,
                            ground.today(pack.get()),
                            new Fact.Source(ACTOR),
                            Optional.of(course));
            var id = "archive:" + subject + ":" + course.value();
            if (facts.put(pack.get().version().organisation(), id, subject, fact)) {
                recomputation.recompute(locked);
                ground.journal().append(entry(pack.get(), subject, id));
            }
        }
    }

    private static JournalEntry entry(Pack pack, SubjectId subject, String id) {
        return new JournalEntry(
                pack.version().organisation(),
                ACTOR,
                "fact-accepted",
                "fact " + id,
                Optional.of(subject),
                FactKey.FUNDER_PROOF_ARCHIVED.key(),
                Map.of());
    }
}
