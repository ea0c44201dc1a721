package org.passerelle.app.wiring;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.api.DisclosureOperations;
import org.passerelle.api.ExportGroupOperations;
import org.passerelle.api.ExportOperations;
import org.passerelle.api.FactImportOperations;
import org.passerelle.api.NoticeOperations;
import org.passerelle.api.Operation;
import org.passerelle.api.RecipientOperations;
import org.passerelle.api.accounts.Account;
import org.passerelle.api.accounts.Accounts;
import org.passerelle.api.accounts.Reviews;
import org.passerelle.app.backing.SmtpServer;
import org.passerelle.app.settings.Settings;
import org.passerelle.app.settings.SettingsProblem;
import org.passerelle.app.watch.PermissionWatch;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.disclosure.DisclosureGround;
import org.passerelle.disclosure.DisclosureSettings;
import org.passerelle.disclosure.JdbcMassReads;
import org.passerelle.disclosure.MassReads;
import org.passerelle.disclosure.exports.ExportDesk;
import org.passerelle.disclosure.exports.ExportGround;
import org.passerelle.disclosure.exports.ExportSeals;
import org.passerelle.disclosure.exports.ExportSources;
import org.passerelle.disclosure.exports.JdbcExports;
import org.passerelle.disclosure.group.ExportGroup;
import org.passerelle.disclosure.group.JdbcExportGroup;
import org.passerelle.disclosure.imports.FactImport;
import org.passerelle.disclosure.ledger.JdbcLedger;
import org.passerelle.disclosure.ledger.ToldToThePerson;
import org.passerelle.disclosure.notices.JdbcNotices;
import org.passerelle.disclosure.notices.Notices;
import org.passerelle.disclosure.recipients.JdbcRecipients;
import org.passerelle.disclosure.recipients.RecipientDesk;
import org.passerelle.journal.alerts.Alert;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.journal.alerts.AlertMails;
import org.passerelle.journal.alerts.JdbcSecurityAlerts;
import org.passerelle.learning.records.JdbcBulkRecords;
import org.passerelle.messages.MailServer;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.pack.Packs;
import org.passerelle.rights.answers.Disclosures;
import org.passerelle.routes.DisclosureStop;

/** The duty {@code disclosure}, put together. */
final class DisclosureParts {
    private final DisclosureGround ground;
    private final RecipientDesk recipients;
    private final ExportGroup group;
    private final JdbcLedger ledger;
    private final ExportDesk exports;
    private final PollParts polls;
    private final Notices notices;
    private final FactImport imports;
    private final DisclosureStop stop;

    DisclosureParts(
            Ground app,
            Packs packs,
            PollParts polls,
            RetentionParts retention,
            JournalParts journal) {
        this.polls = polls;
        this.ground =
                new DisclosureGround(
                        app.transactions(),
                        packs,
                        app.journal(),
                        journal.alerts(),
                        app.clock(),
                        settings(app.settings().disclosure()));
        this.recipients =
                new RecipientDesk(
                        ground, new JdbcRecipients(app.jdbi(), app.master(), app.clock()));
        this.group = new ExportGroup(ground, new JdbcExportGroup(app.jdbi(), app.clock()));
        this.ledger = new JdbcLedger(app.jdbi());
        var sources =
                new ExportSources(
                        polls.records(),
                        new JdbcBulkRecords(app.jdbi(), app.subjectKeys()),
                        retention.standings(),
                        polls::kindsOf,
                        new JdbcDecisions(app.jdbi(), app.clock()),
                        ledger);
        this.exports =
                new ExportDesk(
                        new ExportGround(
                                ground,
                                group,
                                recipients,
                                new JdbcExports(app.jdbi(), app.clock()),
                                sources,
                                new ExportSeals(app.master(), journal.evidence().signing())));
        this.imports = new FactImport(ground, group, retention.facts());
        var mails = new SmtpServer(app.settings().mail(), app.clock());
        this.notices =
                new Notices(
                        ground,
                        new JdbcNotices(app.jdbi(), app.clock()),
                        recipients,
                        new Notices.Ways(app.outbox(), mails, app.master()));
        this.stop =
                new DisclosureStop(
                        exports,
                        new MassReads(ground, new JdbcMassReads(app.jdbi())),
                        notices,
                        alertMails(app, mails));
    }

    /** Art. 19, for the duty of rights. */
    Notices notices() {
        return notices;
    }

    /** Art. 15(1)(c), for access packages. */
    Disclosures told() {
        return new ToldToThePerson(ledger);
    }

    /** Over the roles of accounts and the few who may export. */
    PermissionWatch watch(Reviews accounts) {
        return new PermissionWatch(accounts, group);
    }

    DisclosureStop stop() {
        return stop;
    }

    private AlertMails alertMails(Ground app, MailServer mails) {
        return new AlertMails(
                app.transactions(),
                new JdbcSecurityAlerts(app.jdbi()),
                mails,
                organisation -> alertsTo(app.settings().mail(), organisation),
                app.clock());
    }

    /**
     * The officer of the organisation, all of them for what concerns everybody, and the operator.
     */
    private Set<FieldValue.Text> alertsTo(Settings.Mail mail, OrganisationKey about) {
        var whom = new LinkedHashSet<FieldValue.Text>();
        if (mail.host().isEmpty()) {
            return whom;
        }
        mail.alertsTo().map(FieldValue.Text::new).ifPresent(whom::add);
        ground.packs().organisations().stream()
                .filter(one -> about.equals(Alert.EVERYBODYS) || one.key().equals(about))
                .flatMap(one -> one.dpo().stream())
                .map(officer -> new FieldValue.Text(officer.email()))
                .forEach(whom::add);
        return whom;
    }

    List<Operation> operations(Accounts accounts) {
        var operations = new ArrayList<Operation>();
        operations.addAll(new RecipientOperations(ground.packs(), recipients).all());
        operations.addAll(new ExportGroupOperations(ground.packs(), group, accounts::active).all());
        operations.addAll(new ExportOperations(ground.packs(), exports).all());
        operations.addAll(new FactImportOperations(ground.packs(), imports).all());
        operations.addAll(new NoticeOperations(ground.packs(), notices).all());
        operations.addAll(new DisclosureOperations(ledger, this::organisationOf).all());
        return operations;
    }

    private Optional<OrganisationKey> organisationOf(SubjectId subject) {
        return polls.directory()
                .platformOf(subject)
                .flatMap(ground.packs()::platform)
                .map(Platform::organisation);
    }

    /** Somebody without the role who tries is alerted of, like a member who is refused (IMP-56). */
    void refused(Operation operation, Account account) {
        if (operation.id().matches("exports-(ask|fetch|approve)|facts-import")) {
            ground.alerts()
                    .raise(
                            new Alert(
                                    AlertKind.DENIED_EXPORT,
                                    Alert.EVERYBODYS,
                                    "account " + account.name(),
                                    1));
        }
    }

    private static DisclosureSettings settings(Settings.Disclosure settings) {
        return new DisclosureSettings(
                settings.groupSize(),
                settings.secondPersonAbove(),
                hour("disclosure.opens-at-hour", settings.opensAtHour()),
                hour("disclosure.closes-at-hour", settings.closesAtHour()),
                settings.massReadSubjects());
    }

    /** The end of a day is its last moment: a {@link LocalTime} knows no 24:00. */
    private static LocalTime hour(String setting, int hour) {
        if (hour < 0 || hour > 24) {
            throw new SettingsProblem(List.of(setting + " is " + hour + "; expected 0 to 24"));
        }
        return hour == 24 ? LocalTime.MAX : LocalTime.of(hour, 0);
    }
}
