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
 */
public record Pack(
        PackVersion version,
        LocalDate effectiveFrom,
        ZoneId zone,
        Set<Operation> operations,
        Map<DataCategory, RuleKey> forbidden,
        List<Purpose> purposes,
        List<MatrixRow> matrix,
        List<Recipient> recipients,
        Transfers transfers,
        List<RetentionRule> retention,
        List<Overlay> overlays,
        List<Right> rights) {
    public Pack {
        operations = Set.copyOf(operations);
        forbidden = Map.copyOf(forbidden);
        purposes = List.copyOf(purposes);
        matrix = List.copyOf(matrix);
        recipients = List.copyOf(recipients);
        retention = List.copyOf(retention);
        overlays = List.copyOf(overlays);
        rights = List.copyOf(rights);
    }

    public Optional<Purpose> purpose(PurposeKey key) {
        return purposes.stream().filter(purpose -> purpose.key().equals(key)).findFirst();
    }

    public Optional<Recipient> recipient(RoleKey key) {
        return recipients.stream().filter(recipient -> recipient.key().equals(key)).findFirst();
    }

    public Optional<RetentionRule> retention(RuleKey key) {
        return retention.stream().filter(rule -> rule.key().equals(key)).findFirst();
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
                rights);
    }

    @Override
    public String toString() {
        return "pack " + version;
    }
}
