package org.passerelle.disclosure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.disclosure.exports.ExportDesk;
import org.passerelle.disclosure.exports.ExportGround;
import org.passerelle.disclosure.exports.ExportSeals;
import org.passerelle.disclosure.exports.ExportSources;
import org.passerelle.disclosure.exports.JdbcExports;
import org.passerelle.disclosure.group.ExportGroup;
import org.passerelle.disclosure.group.JdbcExportGroup;
import org.passerelle.disclosure.imports.FactImport;
import org.passerelle.disclosure.ledger.JdbcLedger;
import org.passerelle.disclosure.ledger.Ledger;
import org.passerelle.disclosure.notices.JdbcNotices;
import org.passerelle.disclosure.notices.Notices;
import org.passerelle.disclosure.recipients.JdbcRecipients;
import org.passerelle.disclosure.recipients.NoticeWay;
import org.passerelle.disclosure.recipients.RecipientDesk;
import org.passerelle.disclosure.recipients.Registered;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.journal.alerts.JdbcSecurityAlerts;
import org.passerelle.journal.alerts.SecurityAlerts;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.SigningKeyFiles;
import org.passerelle.learning.records.JdbcBulkRecords;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.messages.MailRefused;
import org.passerelle.messages.MailServer;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.RoleKey;
import org.passerelle.policy.pack.Packs;
import org.passerelle.retention.standing.Standings;
import org.passerelle.rights.RightsFixture;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

/** This duty on a real store with the shipped packs; it is Tuesday, ten o'clock in Paris. */
public final class DisclosureFixture {
    public static final OrganisationKey IMP = new OrganisationKey("imp-formation");
    public static final OrganisationKey UPROMI = new OrganisationKey("upromi");
    public static final Packs PACKS = Packs.load(Path.of("config"));
    public static final PlatformKey IMP_MOODLE = new PlatformKey("imp-moodle");
    public static final PlatformKey UPROMI_MOODLE = new PlatformKey("upromi-moodle");
    public static final SigningKeyFiles KEYS = keys();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<RecordKind, Map<FieldName, DataCategory>> CATALOGUE =
            Map.of(
                    new RecordKind("user"),
                    Map.of(
                            new FieldName("firstname"), DataCategory.IDENTITY,
                            new FieldName("lastname"), DataCategory.IDENTITY,
                            new FieldName("email"), DataCategory.CONTACT,
                            new FieldName("idnumber"), DataCategory.IDENTITY),
                    new RecordKind("grade"),
                    Map.of(
                            new FieldName("gradeRaw"), DataCategory.GRADE,
                            new FieldName("gradedAt"), DataCategory.GRADE,
                            new FieldName("feedback"), DataCategory.FEEDBACK),
                    new RecordKind("activity-completion"),
                    Map.of(new FieldName("state"), DataCategory.PROGRESS));
    public static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    public final TestStore store;
    public final SettableClock clock;
    public final SecurityAlerts alerts;
    public final DisclosureGround ground;
    public final RecipientDesk recipients;
    public final ExportGroup group;
    public final RightsFixture rights;
    public final Ledger ledger;
    public final ExportGround exports;
    public final ExportDesk desk;
    public final Notices notices;
    public final FactImport imports;
    public MailServer mails =
            mail -> {
                throw new MailRefused("no-mail-server", "none");
            };

    public DisclosureFixture(TestStore store) {
        this(store, new SettableClock("2026-11-24T09:00:00Z"));
    }

    public DisclosureFixture(TestStore store, SettableClock clock) {
        this.store = store;
        this.clock = clock;
        var journal = new JdbcJournal(store.jdbi(), clock);
        alerts =
                new SecurityAlerts(
                        store.transactions(),
                        new JdbcSecurityAlerts(store.jdbi()),
                        journal,
                        new JdbcOutbox(store.jdbi(), clock),
                        clock);
        ground =
                new DisclosureGround(
                        store.transactions(),
                        PACKS,
                        journal,
                        alerts,
                        clock,
                        DisclosureSettings.defaults());
        recipients =
                new RecipientDesk(ground, new JdbcRecipients(store.jdbi(), store.master(), clock));
        group = new ExportGroup(ground, new JdbcExportGroup(store.jdbi(), clock));
        rights = new RightsFixture(store, clock);
        ledger = new JdbcLedger(store.jdbi());
        exports =
                new ExportGround(
                        ground,
                        group,
                        recipients,
                        new JdbcExports(store.jdbi(), clock),
                        new ExportSources(
                                rights.records(),
                                new JdbcBulkRecords(store.jdbi(), store.subjectKeys(clock)),
                                new Standings(rights.retentionGround, rights.retention),
                                platform -> CATALOGUE,
                                new JdbcDecisions(store.jdbi(), clock),
                                ledger),
                        new ExportSeals(store.master(), KEYS.signingKey()));
        desk = new ExportDesk(exports);
        imports = new FactImport(ground, group, rights.facts);
        notices =
                new Notices(
                        ground,
                        new JdbcNotices(store.jdbi(), clock),
                        recipients,
                        new Notices.Ways(
                                new JdbcOutbox(store.jdbi(), clock),
                                mail -> mails.send(mail),
                                store.master()));
    }

    private static SigningKeyFiles keys() {
        try {
            var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "keys-");
            var files = new SigningKeyFiles(folder.resolve("signing"), folder.resolve("public"));
            files.createIfAbsent();
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A learner of a platform whom a poll has seen, with a contract since the first of January. */
    public SubjectId learner(PlatformKey platform) {
        var subject = SubjectId.random(RANDOM);
        store.jdbi()
                .useHandle(
                        handle -> {
                            handle.createUpdate(
                                            "INSERT INTO subjects (subject_id, platform, user_id_hash, sealed_user_id,"
                                                    + " created_at) VALUES (:s, :p, :u, '', :now)")
                                    .bind("s", subject.bytes())
                                    .bind("p", platform.value())
                                    .bind("u", store.master().hash(subject.toString()))
                                    .bind("now", clock.instant())
                                    .execute();
                            handle.createUpdate(
                                            "INSERT INTO facts (subject_id, id_hash, fact_id, fact_key, happened_on, source,"
                                                    + " told_at) VALUES (:s, :h, 'F', 'contract-start', '2026-01-01', 'crm',"
                                                    + " :now)")
                                    .bind("s", subject.bytes())
                                    .bind("h", store.master().shortHash("fact", subject.toString()))
                                    .bind("now", clock.instant())
                                    .execute();
                        });
        store.subjectKeys(clock).create(List.of(subject));
        return subject;
    }

    /** One record; the fields are JSON, the first in clear and the second sealed. */
    public void record(SubjectId subject, String kind, long course, String clear, String sealed) {
        var keys = store.subjectKeys(clock);
        var platform = rights.directory.platformOf(subject).orElseThrow();
        store.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO learning_records (key_hash, platform, kind, record_key,"
                                                        + " subject_id, course_id, content_hash, version, state, clear_fields,"
                                                        + " sealed_fields, first_seen_at, changed_at) VALUES (:h, :p, :k, '[]',"
                                                        + " :s, :c, :h, 1, 'PRESENT', :clear, :sealed, :now, :now)")
                                        .bind(
                                                "h",
                                                store.master()
                                                        .shortHash("r", "" + RANDOM.nextLong()))
                                        .bind("p", platform.value())
                                        .bind("k", kind)
                                        .bind("s", subject.bytes())
                                        .bind("c", course)
                                        .bind("clear", clear.getBytes(StandardCharsets.UTF_8))
                                        .bind(
                                                "sealed",
                                                keys.seal(
                                                        subject,
                                                        Compartment.LIVE,
                                                        sealed.getBytes(StandardCharsets.UTF_8)))
                                        .bind("now", clock.instant())
                                        .execute());
    }

    /** Somebody in France, since the beginning of the year, without an end. */
    public static RecipientDesk.Adding adding(
            OrganisationKey organisation, String key, String role) {
        return new RecipientDesk.Adding(
                organisation,
                key,
                terms(role, "FR", Optional.empty()),
                new NoticeWay.Queue(),
                LocalDate.parse("2026-01-01"),
                Optional.empty());
    }

    public static Registered.Terms terms(
            String role, String country, Optional<Registered.Safeguard> safeguard) {
        return new Registered.Terms(
                "Organisme Inventé", new RoleKey(role), country, "C-2026-7", safeguard, Set.of());
    }

    public Registered registered(OrganisationKey organisation, String key, String role) {
        if (recipients.add(adding(organisation, key, role), "claire")
                instanceof RecipientDesk.Outcome.Added added) {
            return added.recipient();
        }
        throw new AssertionError("recipient " + key + " was not added");
    }

    public void member(OrganisationKey organisation, String account) {
        var naming =
                new ExportGroup.Naming(
                        organisation, account, TODAY.minusDays(30), TODAY.plusDays(180));
        if (!(group.name(naming, "claire") instanceof ExportGroup.Outcome.Added)) {
            throw new AssertionError(account + " was not named");
        }
    }

    public void now(String instant) {
        clock.set(Instant.parse(instant));
    }

    /** Journal entries of an action, oldest first, as {@code actor object outcome}. */
    /** The details of the entries of an action, as JSON. */
    public List<String> journalDetails(String action) {
        return store.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT CONVERT(details USING utf8mb4) FROM journal_entries"
                                                        + " WHERE action = :action ORDER BY id")
                                        .bind("action", action)
                                        .mapTo(String.class)
                                        .list());
    }

    public List<String> journal(String action) {
        return store.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT CONCAT(actor, ' ', object, ' ', outcome) FROM journal_entries"
                                                        + " WHERE action = :action ORDER BY id")
                                        .bind("action", action)
                                        .mapTo(String.class)
                                        .list());
    }
}
