package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.passerelle.journal.alerts.SecurityAlerts;
import org.passerelle.journal.chain.JournalDesk;

/** What health says of the evidence and of security. */
public final class EvidenceHealth {
    private final JournalDesk journal;
    private final SecurityAlerts alerts;

    public EvidenceHealth(JournalDesk journal, SecurityAlerts alerts) {
        this.journal = journal;
        this.alerts = alerts;
    }

    /**
     * Entries of every organisation are counted for those only who see all of them.
     *
     * @return how many things wait for a person
     */
    long show(ApiRequest request, ObjectNode health) {
        var state = journal.state();
        var view = health.putObject("journal").put("secondPlace", state.second().key());
        if (request.seesAll()) {
            view.put("entries", state.entries())
                    .put("unchained", state.waiting())
                    .put("undeliveredCheckpoints", state.undelivered());
        }
        if (!state.second().advice().isEmpty()) {
            view.put("warning", state.second().advice());
        }
        var open = health.putObject("securityAlerts");
        long waiting = 0;
        for (var kind : alerts.counts(request::sees).entrySet()) {
            open.put(kind.getKey().key(), kind.getValue());
            waiting += kind.getValue();
        }
        return waiting;
    }
}
