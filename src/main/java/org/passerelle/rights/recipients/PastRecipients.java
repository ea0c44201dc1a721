package org.passerelle.rights.recipients;

import org.passerelle.rights.requests.Request;

/**
 * Tells everybody who received the person's data what became of it (GDPR Art. 19). The ledger of
 * disclosures implements it.
 */
@FunctionalInterface
public interface PastRecipients {
    /** No disclosure was ever recorded: there is nobody to tell. */
    PastRecipients NOBODY = request -> new Told(0, 0, 0);

    /** Begins to tell, or looks how far it is; repeatable, each recipient is told once. */
    Told tell(Request request);

    /**
     * How far it is.
     *
     * @param impossible could not be told, with a reason in the ledger
     * @param waiting still to be told
     */
    record Told(int told, int impossible, int waiting) {}
}
