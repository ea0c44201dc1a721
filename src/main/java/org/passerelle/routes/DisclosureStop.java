package org.passerelle.routes;

import org.passerelle.disclosure.MassReads;
import org.passerelle.disclosure.exports.ExportDesk;
import org.passerelle.disclosure.notices.Notices;
import org.passerelle.journal.alerts.AlertMails;

/** Lets the duty of disclosure do its rounds. */
public final class DisclosureStop {
    private final ExportDesk exports;
    private final MassReads reads;
    private final Notices notices;
    private final AlertMails mails;

    public DisclosureStop(ExportDesk exports, MassReads reads, Notices notices, AlertMails mails) {
        this.exports = exports;
        this.reads = reads;
        this.notices = notices;
        this.mails = mails;
    }

    /** What waits for a mail server comes last: it may be away. */
    public void tend() {
        exports.endStalled();
        reads.look();
        notices.run();
        mails.run();
    }
}
