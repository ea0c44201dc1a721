package org.passerelle.journal.alerts;

import org.passerelle.personaldata.OrganisationKey;

/**
 * Something to alert of.
 *
 * @param object where or by whom, words and then its key, as in the journal: {@code account
 *     lea.martin}; never a subject, never a value
 * @param count how many times, or how many things
 */
public record Alert(AlertKind kind, OrganisationKey organisation, String object, long count) {
    /** For what concerns every organisation. */
    public static final OrganisationKey EVERYBODYS = new OrganisationKey("all");

    public Alert {
        if (!object.matches(
                "[a-z][a-z-]*( [a-z][a-z-]*){0,2} [A-Za-z0-9][A-Za-z0-9:._/+-]{0,120}")) {
            throw new IllegalArgumentException(
                    "the object of an alert is words and a key, such as account lea.martin; no"
                            + " value of a person stands in an alert");
        }
    }
}
