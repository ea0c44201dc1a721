package org.passerelle.retention.clocks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.FactKey;
import org.passerelle.retention.JdbcFacts;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcSubjects;

/** Reads whole pages of subjects with their facts and prints: three statements, never one each. */
final class JdbcPages {
    private final Jdbi jdbi;
    private final JdbcSubjects subjects;
    private final JdbcFacts facts;
    private final JdbcClocks clocks;

    JdbcPages(JdbcRetention store) {
        this.jdbi = store.jdbi();
        this.subjects = new JdbcSubjects(store);
        this.facts = new JdbcFacts(store);
        this.clocks = new JdbcClocks(store);
    }

    /**
     * @param prints the exclusive or of each subject's stored prints; none without clocks
     */
    record Page(
            List<JdbcSubjects.Followed> subjects,
            Map<SubjectId, List<Fact>> facts,
            Map<SubjectId, Long> prints) {}

    Page read(JdbcSubjects.Range range, int limit, Set<FactKey> keys) {
        return jdbi.withHandle(
                handle -> {
                    var page = subjects.after(handle, range, limit);
                    if (page.isEmpty()) {
                        return new Page(page, Map.of(), Map.of());
                    }
                    var span = range.to(page.getLast().subject());
                    return new Page(
                            page, facts.of(handle, span, keys), clocks.prints(handle, span));
                });
    }
}
