package org.passerelle.journal;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;

/**
 * One line of evidence.
 *
 * <p>Keys, numbers and dates only: a sentence or an address is refused here, so that none can stand
 * in what is never changed. Errors: {@link IllegalArgumentException} names the component, never the
 * value. Source: algorithms 5.8 step 1.
 *
 * @param actor the account's name, the process role for what runs unattended, or the rule that acts
 * @param action a verb in kebab-case: {@code command-approved}
 * @param object what was acted on, words and then its key: {@code command 4711}
 * @param outcome one key: {@code done}
 * @param details keys in kebab-case, values without a space
 */
public record JournalEntry(
        OrganisationKey organisation,
        String actor,
        String action,
        String object,
        Optional<SubjectId> subject,
        String outcome,
        Map<String, String> details) {
    private static final String KEY = "[A-Za-z0-9][A-Za-z0-9:._/+=,-]*";
    private static final Pattern ACTOR = Pattern.compile("(rule )?" + KEY);
    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern OBJECT =
            Pattern.compile("[a-z][a-z-]*( [a-z][a-z-]*){0,2} " + KEY);
    private static final Pattern OUTCOME = Pattern.compile(KEY);

    /**
     * {@code archive-reader@imp-formation} is a role; what has a dot behind its @ is an address.
     */
    private static final Pattern VALUE =
            Pattern.compile("(" + KEY + "(@[a-z0-9-]+(," + KEY + ")?)*)?");

    public JournalEntry {
        details = Map.copyOf(details);
        require("actor", actor, ACTOR, 100);
        require("action", action, KEBAB, 64);
        require("object", object, OBJECT, 200);
        require("outcome", outcome, OUTCOME, 64);
        details.forEach(
                (key, value) -> {
                    require("key of a detail", key, KEBAB, 64);
                    require("detail " + key, value, VALUE, 200);
                });
    }

    private static void require(String what, String value, Pattern form, int length) {
        if (value.length() > length || !form.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "the "
                            + what
                            + " of a journal entry is not a key of at most "
                            + length
                            + " characters of the form "
                            + form
                            + "; no free text and no personal value stands in the journal");
        }
    }
}
