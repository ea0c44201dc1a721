package org.passerelle.commands.desk;

import java.util.Map;
import java.util.Optional;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Ground;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.ledger.SealedValues;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;

/**
 * Proposes to correct what a platform holds of a subject (GDPR Art. 16). The message carries a
 * reference; the values stay sealed in the store until the executor opens them.
 */
public final class Rectifications {
    private final Ground ground;
    private final ProposalSheet sheet;
    private final SealedValues values;

    public Rectifications(Ground ground, ProposalSheet sheet, SealedValues values) {
        this.ground = ground;
        this.sheet = sheet;
        this.values = values;
    }

    /**
     * @param proposal of type RECTIFY
     * @param fields named as in the mapping of users
     * @return empty while another rectification of the subject is open
     */
    public Optional<CommandId> propose(Proposal proposal, Map<FieldName, FieldValue.Text> fields) {
        if (proposal.type() != CommandType.RECTIFY || fields.isEmpty()) {
            throw new IllegalArgumentException(
                    "a rectification is a proposal of type RECTIFY with at least one field");
        }
        return ground.transactions()
                .within(
                        () -> {
                            var id = sheet.put(proposal);
                            id.ifPresent(
                                    command -> values.keepRectification(command, proposal, fields));
                            return id;
                        });
    }
}
