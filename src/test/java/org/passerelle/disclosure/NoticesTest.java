package org.passerelle.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.disclosure.DisclosureFixture.TODAY;
import static org.passerelle.disclosure.DisclosureFixture.UPROMI;
import static org.passerelle.disclosure.DisclosureFixture.terms;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.app.backing.SmtpServer;
import org.passerelle.app.settings.Settings;
import org.passerelle.disclosure.exports.ExportSeals;
import org.passerelle.disclosure.ledger.Ledger;
import org.passerelle.disclosure.ledger.ToldToThePerson;
import org.passerelle.disclosure.notices.Notices;
import org.passerelle.disclosure.notices.RecipientNotice;
import org.passerelle.disclosure.recipients.NoticeWay;
import org.passerelle.disclosure.recipients.RecipientDesk;
import org.passerelle.disclosure.recipients.Registered;
import org.passerelle.journal.alerts.Alert;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.journal.alerts.AlertMails;
import org.passerelle.journal.alerts.JdbcSecurityAlerts;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.messages.MailServer;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.rights.RightsFixture.Learner;
import org.passerelle.rights.recipients.PastRecipients.Told;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestType;
import org.passerelle.testing.TestStore;

/** Past recipients are told (GDPR Art. 19), by queue or through a real SMTP server. */
class NoticesTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private DisclosureFixture fixture;
    private Notices notices;
    private GreenMail smtp;
    private Learner learner;

    @BeforeEach
    void open() {
        STORE.empty(
                "recipient_notices",
                "disclosures",
                "exports",
                "recipients",
                "receipts",
                "outbox_messages",
                "security_alerts",
                "journal_entries");
        fixture = new DisclosureFixture(STORE);
        notices = fixture.notices;
        learner = fixture.rights.learner();
        smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        fixture.mails = server(smtp.getSmtp().getPort());
    }

    @AfterEach
    void close() {
        smtp.stop();
    }

    @Test
    void a_recipient_by_queue_is_told_at_once_by_its_own_reference_and_nothing_else()
            throws Exception {
        var centre = received("centre", new NoticeWay.Queue());

        var told = tell(RequestType.RESTRICTION);

        assertThat(told).isEqualTo(new Told(1, 0, 0));
        var message =
                STORE.transactions()
                        .within(() -> new JdbcOutbox(STORE.jdbi(), fixture.clock).waiting(9))
                        .getLast();
        var event = MessageCodec.decode(message.body(), JsonNode.class);
        assertThat(event.path("body").path("reference").asText())
                .isEqualTo(ExportSeals.reference(STORE.master(), centre.id(), learner.subject()));
        assertThat(event.toString()).doesNotContain(learner.subject().toString());
        var schema = Files.readString(Path.of("config/schemas/event-recipient-notice.schema.json"));
        assertThat(
                        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                .getSchema(schema)
                                .validate(event))
                .isEmpty();
    }

    @Test
    void a_recipient_by_mail_waits_for_the_round_and_gets_no_personal_data() throws Exception {
        var opco = received("opco", mail("art19@opco.example"));
        var request = request(RequestType.ERASURE);

        assertThat(tell(request)).isEqualTo(new Told(0, 0, 1));
        notices.run();
        assertThat(tell(request)).isEqualTo(new Told(1, 0, 0));

        assertThat(smtp.getReceivedMessages()).hasSize(1);
        var mail = smtp.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0]).hasToString("art19@opco.example");
        assertThat((String) mail.getContent())
                .contains(
                        "effacées",
                        ExportSeals.reference(STORE.master(), opco.id(), learner.subject()))
                .doesNotContain(learner.subject().toString(), learner.number());
        notices.run();
        assertThat(smtp.getReceivedMessages()).as("told once").hasSize(1);
        assertThat(fixture.journal("recipient-told")).hasSize(1);
    }

    @Test
    void while_the_server_is_away_it_is_tried_again_and_in_the_end_impossible_and_replayable() {
        received("opco", mail("art19@opco.example"));
        var request = request(RequestType.RECTIFICATION);
        tell(request);
        int port = smtp.getSmtp().getPort();
        smtp.stop();

        for (int i = 0; i < 10; i++) {
            notices.run();
            fixture.clock.advance(java.time.Duration.ofDays(4));
        }

        assertThat(tell(request)).isEqualTo(new Told(0, 1, 0));
        assertThat(only().reason()).isEqualTo("mail-server-away");
        smtp = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        assertThat(notices.replay(only().id(), "claire")).isInstanceOf(Notices.Outcome.Done.class);
        notices.run();
        assertThat(only().state()).isEqualTo("sent");
        assertThat(notices.acknowledge(only().id(), "claire"))
                .isInstanceOf(Notices.Outcome.Done.class);
        assertThat(only().state()).isEqualTo("acknowledged");
        assertThat(notices.acknowledge(only().id(), "claire"))
                .isInstanceOf(Notices.Outcome.Refused.class);
    }

    @Test
    void without_a_mail_server_it_is_impossible_and_says_so() {
        fixture.mails = new SmtpServer(settings(Optional.empty(), 25), fixture.clock);
        received("opco", mail("art19@opco.example"));
        tell(RequestType.ERASURE);

        notices.run();

        assertThat(only().reason()).isEqualTo("no-mail-server");
    }

    @Test
    void an_erasure_that_retention_ended_without_a_request_is_told_once_too() throws Exception {
        received("centre", new NoticeWay.Queue());
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "INSERT INTO receipts VALUES (77, 'upromi', 'upromi-moodle', ?,"
                                                + " 'verified-account-gone', '{}', 'k', 's', ?)",
                                        learner.subject().bytes(),
                                        fixture.clock.instant()));

        notices.run();
        notices.run();

        assertThat(only().cause()).isEqualTo("command 77");
        assertThat(only().state()).isEqualTo("sent");
        assertThat(STORE.count("outbox_messages")).isOne();
    }

    @Test
    void nobody_is_told_of_an_access_request_or_of_somebody_never_disclosed() {
        assertThat(tell(RequestType.ERASURE)).isEqualTo(new Told(0, 0, 0));
        received("centre", new NoticeWay.Queue());
        assertThat(tell(RequestType.ACCESS)).isEqualTo(new Told(0, 0, 0));
        assertThat(STORE.count("recipient_notices")).isZero();
    }

    @Test
    void the_person_is_told_who_received_what() {
        received("centre", new NoticeWay.Queue());

        var told = new ToldToThePerson(fixture.ledger).of(learner.subject());

        assertThat(told)
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.recipient()).isEqualTo("Organisme Inventé");
                            assertThat(one.fields()).isEqualTo("firstname");
                            assertThat(one.on()).isEqualTo(TODAY);
                        });
    }

    @Test
    void an_alert_is_mailed_once_and_names_no_account() throws Exception {
        fixture.alerts.raise(new Alert(AlertKind.DENIED_EXPORT, UPROMI, "account bob", 1));
        var mails =
                new AlertMails(
                        STORE.transactions(),
                        new JdbcSecurityAlerts(STORE.jdbi()),
                        fixture.mails,
                        organisation -> List.of(new FieldValue.Text("dpo@upromi.example")),
                        fixture.clock);

        mails.run();
        mails.run();

        assertThat(smtp.getReceivedMessages()).hasSize(1);
        assertThat(GreenMailUtil.getBody(smtp.getReceivedMessages()[0]))
                .contains("denied-export", "upromi")
                .doesNotContain("bob");
    }

    @Test
    void many_small_exports_in_an_hour_are_a_mass_read() {
        var centre = fixture.registered(UPROMI, "centre", "training-coordinator");
        for (int i = 0; i < 3; i++) {
            export(centre, 20);
        }

        new MassReads(fixture.ground, new JdbcMassReads(STORE.jdbi())).look();

        assertThat(fixture.alerts.counts()).containsEntry(AlertKind.MASS_READ, 1L);
        STORE.empty("security_alerts");
        fixture.clock.advance(java.time.Duration.ofMinutes(61));
        new MassReads(fixture.ground, new JdbcMassReads(STORE.jdbi())).look();
        assertThat(fixture.alerts.counts()).isEmpty();
    }

    private Registered received(String key, NoticeWay way) {
        fixture.recipients.add(
                new RecipientDesk.Adding(
                        UPROMI,
                        key,
                        terms("training-coordinator", "FR", Optional.empty()),
                        way,
                        TODAY,
                        Optional.empty()),
                "claire");
        var recipient = fixture.recipients.find(UPROMI, key).orElseThrow();
        long export = export(recipient, 1);
        fixture.ledger.write(
                export, recipient.id(), List.of(entry(learner.subject())), fixture.clock.instant());
        return recipient;
    }

    private static Ledger.Entry entry(SubjectId subject) {
        return new Ledger.Entry(subject, Set.of(new FieldName("firstname")), Set.of(1L), 1);
    }

    private long export(Registered recipient, int subjects) {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO exports (organisation, platform, recipient_id, purpose, selection,"
                                                        + " format, state, state_at, asked_by, asked_at, subjects_expected,"
                                                        + " pack_version, started_at, subjects) VALUES ('upromi',"
                                                        + " 'upromi-moodle', :r, 'learning-space', '{}', 'csv', 'done', :now,"
                                                        + " 'ugo', :now, 1, '1', :now, :n)")
                                        .bind("r", recipient.id())
                                        .bind("now", fixture.clock.instant())
                                        .bind("n", subjects)
                                        .executeAndReturnGeneratedKeys("export_id")
                                        .mapTo(Long.class)
                                        .one());
    }

    private Request request(RequestType type) {
        return fixture.rights.identified(type, learner);
    }

    private Told tell(RequestType type) {
        return tell(request(type));
    }

    private Told tell(Request request) {
        return STORE.transactions().within(() -> notices.tell(request));
    }

    private RecipientNotice only() {
        var all = notices.list(UPROMI, Long.MAX_VALUE, 9);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static NoticeWay mail(String address) {
        return new NoticeWay.Mail(new FieldValue.Text(address));
    }

    private MailServer server(int port) {
        return new SmtpServer(settings(Optional.of("127.0.0.1"), port), fixture.clock);
    }

    private static Settings.Mail settings(Optional<String> host, int port) {
        return new Settings.Mail(
                host,
                port,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of("passerelle@upromi.example"),
                Optional.empty());
    }
}
