package org.passerelle.rights.recipients;

import java.util.Map;
import java.util.Set;
import org.passerelle.rights.requests.Moves;
import org.passerelle.rights.requests.Moves.Note;
import org.passerelle.rights.requests.Outcome;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestId;
import org.passerelle.rights.requests.RequestState;
import org.passerelle.rights.requests.RequestType;

/**
 * Has past recipients told of every request that was carried out, and takes the request further
 * when the last of them was told or could not be. Repeatable.
 */
public final class RecipientRounds {
    private final Moves moves;
    private final PastRecipients recipients;

    public RecipientRounds(Moves moves, PastRecipients recipients) {
        this.moves = moves;
        this.recipients = recipients;
    }

    public void run() {
        for (RequestType type : RequestType.values()) {
            for (RequestId id : moves.in(type, Set.of(RequestState.VERIFIED))) {
                moves.locked(id, this::tell);
            }
        }
    }

    private Outcome tell(Request request) {
        if (request.state() != RequestState.VERIFIED) {
            return new Outcome.Done(request);
        }
        var told = recipients.tell(request);
        return told.waiting() > 0
                ? new Outcome.Done(request)
                : moves.move(
                        request,
                        RequestState.RECIPIENTS_NOTIFIED,
                        new Note(
                                "engine",
                                "recipients-told",
                                Map.of(
                                        "told", "" + told.told(),
                                        "impossible", "" + told.impossible())));
    }
}
