package org.passerelle.policy;

import java.time.Period;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;

/**
 * One row of the field matrix: for these purposes these recipients may, or may not, have these
 * fields.
 *
 * @param expireAfter how long whoever receives the fields may keep them
 * @param recipients the bridge itself needs no mention: it may have what anybody may have
 */
public record MatrixRow(
        RuleKey key,
        Effect effect,
        Set<PurposeKey> purposes,
        Set<RoleKey> recipients,
        Scope scope,
        Set<Obligation> obligations,
        Optional<Period> expireAfter,
        Citation citation) {
    public MatrixRow {
        purposes = Set.copyOf(purposes);
        recipients = Set.copyOf(recipients);
        obligations = withExpiry(obligations, expireAfter);
    }

    /** For recipients who may keep the fields as long as their purpose lasts. */
    public MatrixRow(
            RuleKey key,
            Effect effect,
            Set<PurposeKey> purposes,
            Set<RoleKey> recipients,
            Scope scope,
            Set<Obligation> obligations,
            Citation citation) {
        this(key, effect, purposes, recipients, scope, obligations, Optional.empty(), citation);
    }

    private static Set<Obligation> withExpiry(Set<Obligation> named, Optional<Period> expiry) {
        var all = new HashSet<>(named);
        if (expiry.isPresent()) {
            all.add(Obligation.EXPIRE_AT);
        }
        return Set.copyOf(all);
    }

    boolean speaksFor(PurposeKey purpose) {
        return purposes.isEmpty() || purposes.contains(purpose);
    }

    /** An allowance for anybody is one for the bridge; a denial only if it is for everybody. */
    boolean speaksTo(RoleKey role) {
        return recipients.isEmpty()
                || recipients.contains(role)
                || (role.equals(RoleKey.BRIDGE) && effect == Effect.ALLOW);
    }

    boolean speaksOf(FieldName field, DataCategory category) {
        return scope.fields().contains(field)
                || (scope.categories().contains(category) && !scope.except().contains(field));
    }

    /** What a row does. Deny beats allow. */
    public enum Effect {
        ALLOW,
        DENY
    }

    /**
     * What a row speaks of.
     *
     * @param categories whole categories, save {@code except}
     * @param fields fields by name, whatever their category
     * @param ownCourseOnly an allowance that holds only where the asker teaches or coordinates the
     *     course (IMP-24)
     */
    public record Scope(
            Set<DataCategory> categories,
            Set<FieldName> fields,
            Set<FieldName> except,
            boolean ownCourseOnly) {
        public Scope {
            categories = Set.copyOf(categories);
            fields = Set.copyOf(fields);
            except = Set.copyOf(except);
        }
    }
}
