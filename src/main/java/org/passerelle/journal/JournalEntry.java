package org.passerelle.journal;

import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;

/**
 * One line of evidence.
 *
 * @param actor the account's name, or the process role for what runs unattended
 * @param action a verb in kebab-case: {@code command-approved}
 * @param object what was acted on: {@code command 4711}
 * @param details keys in kebab-case, values without personal data and without free text
 */
public record JournalEntry(
        OrganisationKey organisation,
        String actor,
        String action,
        String object,
        Optional<SubjectId> subject,
        String outcome,
        Map<String, String> details) {
    public JournalEntry {
        details = Map.copyOf(details);
    }
}
