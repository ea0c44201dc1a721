package org.passerelle.learning.records;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.learning.KnownKinds;
import org.passerelle.learning.RolesSeen;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.SubjectId;

/**
 * Roles from the stored enrolments, gone ones included: who was once a teacher here is not touched
 * without a person. One enrolment whose roles were not read is enough to know nothing.
 */
public final class JdbcRolesSeen implements RolesSeen {
    private final Jdbi jdbi;

    public JdbcRolesSeen(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Standing standing(Platform platform, SubjectId subject) {
        var enrolments = enrolments(platform, subject);
        var roles = new TreeSet<String>();
        boolean unread = enrolments.isEmpty();
        for (var fields : enrolments) {
            if (fields.get(KnownKinds.ROLES) instanceof FieldValue.Items items) {
                roles.addAll(items.values());
            } else {
                unread = true;
            }
        }
        var others = new TreeSet<>(roles);
        others.removeAll(platform.learnerRoles());
        if (!others.isEmpty()) {
            return new Standing.OtherRoles(Set.copyOf(others));
        }
        return unread || roles.isEmpty() ? new Standing.Unread() : new Standing.OnlyLearner();
    }

    private List<Map<FieldName, FieldValue>> enrolments(Platform platform, SubjectId subject) {
        return jdbi.withHandle(
                handle ->
                        handle
                                .createQuery(
                                        "SELECT clear_fields FROM learning_records WHERE subject_id = :subject"
                                                + " AND platform = :platform AND kind = :kind")
                                .bind("subject", subject.bytes())
                                .bind("platform", platform.key().value())
                                .bind("kind", KnownKinds.ENROLMENT.value())
                                .mapTo(byte[].class)
                                .list()
                                .stream()
                                .map(FieldCodec::decode)
                                .toList());
    }
}
