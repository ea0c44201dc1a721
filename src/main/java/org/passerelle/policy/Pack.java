package org.passerelle.policy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.DataCategory;

/**
 * The rules of one organisation at one version, read from its folder and already checked.
 *
 * @param effectiveFrom before this day it answers nothing
 * @param zone in which the organisation's days begin and end
 * @param operations what may be done at all (IMP-33)
 * @param forbidden categories no purpose may touch, each with the rule that says so
 * @param smallestGroup totals over fewer people are not shown (LEG-17)
 */
public record Pack(
        PackVersion version,
        LocalDate effectiveFrom,
        ZoneId zone,
        Set<Operation> operations,
        Map<DataCategory, Forbidden> forbidden,
        List<Purpose> purposes,
        Matrix matrix,
        List<Recipient> recipients,
        Transfers transfers,
        List<RetentionRule> retention,
        List<Overlay> overlays,
        List<Right> rights,
        int smallestGroup) {
    /** Totals over fewer people are not shown, unless a pack says otherwise (LEG-17). */
    public static final int USUAL_GROUP = 5;

    public Pack {
        operations = Set.copyOf(operations);
        forbidden = Map.copyOf(forbidden);
        purposes = List.copyOf(purposes);
        recipients = List.copyOf(recipients);
        retention = List.copyOf(retention);
        overlays = List.copyOf(overlays);
        rights = List.copyOf(rights);
    }

    public Optional<Purpose> purpose(PurposeKey key) {
        for (Purpose purpose : purposes) {
            if (purpose.key().equals(key)) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }

    /**
     * @param key as in rights.yaml: {@code erasure}
     */
    public Optional<Right> right(String key) {
        return rights.stream().filter(right -> right.key().equals(key)).findFirst();
    }

    public Optional<Recipient> recipient(RoleKey key) {
        for (Recipient recipient : recipients) {
            if (recipient.key().equals(key)) {
                return Optional.of(recipient);
            }
        }
        return Optional.empty();
    }

    public Optional<RetentionRule> retention(RuleKey key) {
        return retention.stream().filter(rule -> rule.key().equals(key)).findFirst();
    }

    /** Where a rule that a decision names comes from: a clause of this pack, or the evaluator. */
    public Optional<Citation> citation(RuleKey rule) {
        return Citations.of(this, rule);
    }

    public Pack withPurposes(List<Purpose> others) {
        return new Pack(
                version,
                effectiveFrom,
                zone,
                operations,
                forbidden,
                others,
                matrix,
                recipients,
                transfers,
                retention,
                overlays,
                rights,
                smallestGroup);
    }

    @Override
    public String toString() {
        return "pack " + version;
    }
}
