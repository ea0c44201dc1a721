package org.passerelle.journal.alerts;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import org.passerelle.messages.Mail;
import org.passerelle.messages.MailRefused;
import org.passerelle.messages.MailServer;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open alerts by mail: what kind, how often and where to look, no account and no person.
 * Guarantee: at-least-once per alert and address, while the server is away later. Source: IMP-56.
 */
public final class AlertMails {
    private static final Logger LOG = LoggerFactory.getLogger(AlertMails.class);

    /** Of an alert that is older somebody knows by now. */
    private static final Duration FRESH = Duration.ofDays(2);

    private static final int PAGE = 20;

    private final Transactions transactions;
    private final JdbcSecurityAlerts rows;
    private final MailServer server;
    private final Function<OrganisationKey, Collection<FieldValue.Text>> whom;
    private final Clock clock;

    /**
     * @param whom who is told of an organisation's alerts; nobody where no server is set
     */
    public AlertMails(
            Transactions transactions,
            JdbcSecurityAlerts rows,
            MailServer server,
            Function<OrganisationKey, Collection<FieldValue.Text>> whom,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.server = server;
        this.whom = whom;
        this.clock = clock;
    }

    /**
     * @throws org.passerelle.messages.MailAway while the server is away; the rest waits with it
     */
    public void run() {
        for (StoredAlert alert : rows.unmailed(clock.instant().minus(FRESH), PAGE)) {
            for (FieldValue.Text address : whom.apply(alert.alert().organisation())) {
                send(alert, address);
            }
            transactions.within(() -> rows.mailed(alert.number(), clock.instant()));
        }
    }

    private void send(StoredAlert stored, FieldValue.Text address) {
        var alert = stored.alert();
        try {
            server.send(
                    new Mail(
                            address,
                            "Passerelle : alerte de sécurité no " + stored.number(),
                            """
                            Alerte no %d (%s), organisation %s, vue pour la première fois le %s.
                            Nombre : %d.

                            Qui et où : passerelle alert list. Ce message ne contient aucune donnée
                            personnelle.
                            """
                                    .formatted(
                                            stored.number(),
                                            alert.kind().key(),
                                            alert.organisation(),
                                            stored.first(),
                                            alert.count())));
        } catch (MailRefused refused) {
            // The alert stands in health, metrics and journal all the same.
            LOG.warn("alert {} cannot be mailed: {}", stored.number(), refused.code());
        }
    }
}
