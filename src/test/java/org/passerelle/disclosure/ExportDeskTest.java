package org.passerelle.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.disclosure.DisclosureFixture.IMP;
import static org.passerelle.disclosure.DisclosureFixture.IMP_MOODLE;
import static org.passerelle.disclosure.DisclosureFixture.UPROMI;
import static org.passerelle.disclosure.DisclosureFixture.UPROMI_MOODLE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.disclosure.exports.Export;
import org.passerelle.disclosure.exports.ExportDesk;
import org.passerelle.disclosure.exports.ExportDesk.Fetching;
import org.passerelle.disclosure.exports.ExportDesk.Outcome;
import org.passerelle.disclosure.exports.ExportStream;
import org.passerelle.disclosure.exports.Format;
import org.passerelle.disclosure.exports.Selection;
import org.passerelle.disclosure.ledger.Disclosure;
import org.passerelle.disclosure.ledger.Omission;
import org.passerelle.disclosure.recipients.NoticeWay;
import org.passerelle.disclosure.recipients.RecipientDesk;
import org.passerelle.disclosure.recipients.Registered;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.journal.receipts.ReceiptFile;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.RoleKey;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.retention.holds.Holds;
import org.passerelle.testing.TestStore;

/** Exports, from the question to the last byte. */
class ExportDeskTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private DisclosureFixture fixture;
    private ExportDesk desk;

    @BeforeEach
    void empty() {
        STORE.empty(
                "recipients",
                "export_group_members",
                "exports",
                "export_omissions",
                "disclosures",
                "decisions",
                "learning_records",
                "facts",
                "holds",
                "subjects",
                "security_alerts",
                "outbox_messages",
                "journal_entries");
        fixture = new DisclosureFixture(STORE);
        desk = fixture.desk;
        fixture.member(IMP, "anne");
        fixture.registered(IMP, "coordination", "training-coordinator");
        fixture.registered(IMP, "billing", "admin-billing");
        fixture.registered(IMP, "opco", "funder");
    }

    @Test
    void only_permitted_fields_leave_and_the_rest_is_told_with_its_rule() {
        var learner = learner("Ondine", "=1+1");
        var export =
                taken(order("coordination", "f1-inform", "user", "firstname", "lastname", "email"));

        var csv = text(fetched(export));

        assertThat(csv.lines().toList())
                .containsExactly(
                        "\"reference\",\"kind\",\"course\",\"firstname\",\"lastname\",\"email\"",
                        "\""
                                + reference(learner, "coordination")
                                + "\",\"user\",\"\",\"Ondine\",\"'=1+1\",\"o@x.example\"");
        assertThat(csv).doesNotContain(learner.toString());
    }

    @Test
    void a_field_no_rule_permits_has_no_column_and_stands_in_the_sidecar() {
        learner("Ondine", "Modèle");
        var export = taken(order("billing", "f7-legal", "user", "firstname", "email"));

        var csv = text(fetched(export));

        assertThat(csv.lines().findFirst())
                .hasValue("\"reference\",\"kind\",\"course\",\"firstname\"");
        assertThat(csv).contains("Ondine").doesNotContain("o@x.example");
        assertThat(desk.omissions(export.id(), 9))
                .extracting(one -> one.what() + " " + one.name() + " " + one.times())
                .containsExactly("field email 1");
        assertThat(desk.omissions(export.id(), 9)).extracting(Omission::because).isNotEmpty();
    }

    @Test
    void an_unknown_field_or_kind_is_named_with_the_kind_and_the_nearest_known_ones() {
        assertThat(desk.order(order("coordination", "f1-inform", "user", "firstnam"), "anne"))
                .isInstanceOfSatisfying(
                        Outcome.Malformed.class,
                        wrong ->
                                assertThat(wrong.why())
                                        .startsWith(
                                                "fields: kind user has no field firstnam; nearest:"
                                                        + " firstname, ")
                                        .hasSizeLessThan(120));
        assertThat(desk.order(order("coordination", "f1-inform", "usr", "firstname"), "anne"))
                .isInstanceOfSatisfying(
                        Outcome.Malformed.class,
                        wrong ->
                                assertThat(wrong.why())
                                        .startsWith("kinds: there is no kind usr; nearest: user"));
        assertThat(STORE.count("exports")).isZero();
    }

    @Test
    void whoever_is_no_member_is_denied_and_alerted_of() {
        learner("Ondine", "Modèle");

        var outcome = desk.order(order("coordination", "f1-inform", "user", "firstname"), "bob");

        assertThat(outcome).isInstanceOf(Outcome.Denied.class);
        assertThat(fixture.journal("export-denied"))
                .containsExactly("bob recipient coordination decision/export-group");
        assertThat(fixture.alerts.counts()).containsEntry(AlertKind.DENIED_EXPORT, 1L);
        assertThat(STORE.count("exports")).isZero();
    }

    @Test
    void a_member_whose_review_is_overdue_can_no_longer_fetch() {
        learner("Ondine", "Modèle");
        var export = taken(order("coordination", "f1-inform", "user", "firstname"));
        fixture.group.remove(IMP, "anne", "claire");

        assertThat(refusal(export)).isInstanceOf(Outcome.Denied.class);
        assertThat(STORE.count("disclosures")).isZero();
    }

    @Test
    void unknown_ended_and_far_recipients_are_denied() {
        learner("Ondine", "Modèle");
        fixture.recipients.end(IMP, "billing", DisclosureFixture.TODAY, "claire");
        fixture.now("2026-11-25T09:00:00Z");

        assertThat(rule(order("nobody", "f1-inform", "user", "firstname")))
                .isEqualTo("registry/unknown-recipient");
        assertThat(rule(order("billing", "f7-legal", "user", "firstname")))
                .isEqualTo("registry/ended");
        assertThat(rule(order("opco", "f1-inform", "user", "firstname"))).startsWith("decision/");
    }

    @Test
    void an_export_about_many_waits_for_a_second_person() {
        for (int i = 0; i < 51; i++) {
            learner("Nom" + i, "Modèle");
        }
        fixture.member(IMP, "bea");
        var export = taken(order("coordination", "f1-inform", "user", "firstname"));

        assertThat(export.state()).isEqualTo(Export.State.WAITING);
        assertThat(refusal(export)).isInstanceOf(Outcome.Refused.class);
        assertThat(desk.approve(export.id(), "anne", true)).isInstanceOf(Outcome.Refused.class);
        assertThat(desk.approve(export.id(), "bob", false)).isInstanceOf(Outcome.Denied.class);
        assertThat(desk.approve(export.id(), "bea", false)).isInstanceOf(Outcome.Taken.class);
        assertThat(text(fetched(export)).lines().count()).isEqualTo(52);
        assertThat(desk.find(export.id()).orElseThrow().approvedBy()).contains("bea");
    }

    @Test
    void an_approval_does_not_cover_learners_who_came_afterwards() {
        for (int i = 0; i < 51; i++) {
            learner("Nom" + i, "Modèle");
        }
        var export = taken(order("coordination", "f1-inform", "user", "firstname"));
        desk.approve(export.id(), "claire", true);
        learner("Neu", "Modèle");

        assertThat(refusal(export)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void restricted_and_contractless_learners_fall_out_with_the_reason() {
        var frozen = learner("Ondine", "Modèle");
        var without = learner("Perle", "Modèle");
        STORE.jdbi()
                .useHandle(
                        h ->
                                h.execute(
                                        "DELETE FROM facts WHERE subject_id = ?",
                                        (Object) without.bytes()));
        learner("Rose", "Modèle");
        freeze(frozen);
        var export = taken(order("coordination", "f1-inform", "user", "firstname"));

        var csv = text(fetched(export));

        assertThat(csv).contains("Rose").doesNotContain("Ondine", "Perle");
        assertThat(desk.omissions(export.id(), 9))
                .extracting(one -> one.name() + " " + one.because())
                .containsExactlyInAnyOrder(
                        frozen + " decision/restriction", without + " purposes/f1-inform");
        assertThat(fixture.ledger.of(frozen)).isEmpty();
    }

    @Test
    void a_purpose_that_survives_a_restriction_exports_a_restricted_learner_no_more() {
        freeze(learner("Ondine", "Modèle"));
        var export = taken(order("billing", "f7-legal", "user", "firstname"));

        assertThat(text(fetched(export))).doesNotContain("Ondine");
    }

    @Test
    void grades_go_only_to_who_teaches_the_course() {
        var learner = learner("Ondine", "Modèle");
        fixture.record(learner, "grade", 7, "{\"gradeRaw\":12.5}", "{\"feedback\":\"bien\"}");
        fixture.record(learner, "grade", 8, "{\"gradeRaw\":3}", "{}");
        var terms =
                new Registered.Terms(
                        "Coordination du cours 7",
                        new RoleKey("training-coordinator"),
                        "FR",
                        "C-7",
                        Optional.empty(),
                        Set.of(new CourseId(7)));
        fixture.recipients.add(
                new RecipientDesk.Adding(
                        IMP,
                        "course-7",
                        terms,
                        new NoticeWay.Queue(),
                        LocalDate.parse("2026-01-01"),
                        Optional.empty()),
                "claire");

        var own =
                text(
                        fetched(
                                taken(
                                        order(
                                                "course-7",
                                                "f2-pedagogic-advice",
                                                "grade",
                                                "gradeRaw",
                                                "feedback"))));

        assertThat(own).contains("\"grade\",\"7\",\"12.5\"").doesNotContain("\"8\"", "bien");
        assertThat(rule(order("coordination", "f2-pedagogic-advice", "grade", "gradeRaw")))
                .isEqualTo("matrix/grade");
    }

    @Test
    void the_ledger_stands_before_the_bytes_and_names_decision_and_content() throws Exception {
        var learner = learner("Ondine", "Modèle");
        var export = taken(order("coordination", "f1-inform", "user", "firstname"));

        var stream = stream(export);
        assertThat(fixture.journal("export-started"))
                .containsExactly("anne export " + export.id() + " done");
        var bytes = stream.readAllBytes();

        var line = fixture.ledger.of(learner).getFirst();
        assertThat(line.to().key()).isEqualTo("coordination");
        assertThat(line.fields()).containsExactly(new FieldName("firstname"));
        assertThat(line.decisions()).hasSize(1);
        assertThat(line.contentHash()).contains(sha256(bytes));
        assertThat(fixture.exports.sources().decisions().find(line.decisions().getFirst()))
                .hasValueSatisfying(one -> assertThat(one.about()).isEqualTo("export"));
        assertThat(fixture.journal("export-done")).hasSize(1);
    }

    @Test
    void without_a_journal_not_a_byte_leaves() {
        learner("Ondine", "Modèle");
        var export = taken(order("coordination", "f1-inform", "user", "firstname"));
        STORE.jdbi().useHandle(h -> h.execute("RENAME TABLE journal_entries TO journal_away"));

        try {
            assertThat(catching(() -> desk.fetch(export.id(), "anne"))).isTrue();
        } finally {
            STORE.jdbi().useHandle(h -> h.execute("RENAME TABLE journal_away TO journal_entries"));
        }

        assertThat(desk.find(export.id()).orElseThrow().state()).isEqualTo(Export.State.READY);
    }

    @Test
    void an_export_is_fetched_once_and_only_by_who_asked() {
        learner("Ondine", "Modèle");
        var export = taken(order("coordination", "f1-inform", "user", "firstname"));

        assertThat(((Fetching.NotNow) desk.fetch(export.id(), "bea")).why())
                .isInstanceOf(Outcome.Unknown.class);
        fetched(export);
        assertThat(refusal(export)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void an_export_that_nobody_reads_to_its_end_is_interrupted_and_has_no_receipt()
            throws Exception {
        learner("Ondine", "Modèle");
        var export = taken(order("coordination", "f1-inform", "user", "firstname"));

        try (var stream = stream(export)) {
            assertThat(stream.read()).isEqualTo('"');
        }

        assertThat(desk.find(export.id()).orElseThrow().state())
                .isEqualTo(Export.State.INTERRUPTED);
        assertThat(desk.receipt(export.id())).isEmpty();
        assertThat(fixture.journal("export-interrupted")).hasSize(1);
    }

    @Test
    void the_receipt_is_checked_with_the_public_key_alone() {
        learner("Ondine", "Modèle");
        var export = taken(order("coordination", "f1-inform", "user", "firstname"));
        var bytes = fetched(export);

        var file = desk.receipt(export.id()).orElseThrow();
        var receipt =
                MessageCodec.decode(file, com.fasterxml.jackson.databind.JsonNode.class)
                        .path("receipt");
        var changed =
                new String(file, StandardCharsets.UTF_8).replace("\"records\":1", "\"records\":2");

        assertThat(ReceiptFile.objection(file, DisclosureFixture.KEYS.readPublicKeys())).isEmpty();
        assertThat(
                        ReceiptFile.objection(
                                changed.getBytes(StandardCharsets.UTF_8),
                                DisclosureFixture.KEYS.readPublicKeys()))
                .contains("altered");
        assertThat(receipt.path("contentHash").asText()).isEqualTo(sha256(bytes));
        assertThat(receipt.path("recipient").path("key").asText()).isEqualTo("coordination");
        assertThat(receipt.path("subjects").asLong()).isEqualTo(1);
    }

    @Test
    void an_export_by_night_or_on_a_holiday_is_alerted_of() {
        learner("Ondine", "Modèle");
        fetched(taken(order("coordination", "f1-inform", "user", "firstname")));
        assertThat(fixture.alerts.counts()).doesNotContainKey(AlertKind.EXPORT_OUTSIDE_HOURS);

        fixture.now("2026-11-24T19:00:00Z");
        fetched(taken(order("coordination", "f1-inform", "user", "firstname")));

        assertThat(fixture.alerts.counts()).containsEntry(AlertKind.EXPORT_OUTSIDE_HOURS, 1L);
    }

    @Test
    void two_organisations_side_by_side_see_nothing_of_each_other() {
        learner("Ondine", "Modèle");
        var other = fixture.learner(UPROMI_MOODLE);
        fixture.record(other, "user", 0, "{}", "{\"firstname\":\"Ulysse\"}");
        fixture.member(UPROMI, "ugo");
        fixture.registered(UPROMI, "centre", "training-coordinator");

        var theirs =
                taken(
                        new Export.Order(
                                UPROMI,
                                "centre",
                                new PurposeKey("learning-space"),
                                selection(UPROMI_MOODLE, "user", "firstname"),
                                Format.CSV),
                        "ugo");
        var ours = taken(order("coordination", "f1-inform", "user", "firstname"));

        assertThat(text(fetched(theirs, "ugo"))).contains("Ulysse").doesNotContain("Ondine");
        assertThat(text(fetched(ours))).contains("Ondine").doesNotContain("Ulysse");
        assertThat(desk.order(order("coordination", "f1-inform", "user", "firstname"), "ugo"))
                .isInstanceOf(Outcome.Denied.class);
        assertThat(desk.list(IMP, Long.MAX_VALUE, 9))
                .extracting(Export::id)
                .containsExactly(ours.id());
        assertThat(reference(other, IMP, "coordination"))
                .isNotEqualTo(reference(other, UPROMI, "centre"));
        assertThat(fixture.ledger.of(other))
                .extracting(one -> one.to().key())
                .containsExactly("centre");
    }

    @Test
    void every_page_of_a_large_export_is_in_it_and_no_learner_twice() {
        for (int i = 0; i < 450; i++) {
            learner("Nom" + i, "Modèle");
        }
        var export = taken(order("coordination", "f1-inform", "user", "firstname"));
        desk.approve(export.id(), "claire", true);

        var lines = text(fetched(export)).lines().skip(1).collect(Collectors.toSet());

        assertThat(lines).hasSize(450);
        assertThat(STORE.count("disclosures")).isEqualTo(450);
        assertThat(STORE.count("decisions")).as("equal questions are stored once").isEqualTo(1);
        assertThat(
                        fixture.ledger.of(
                                fixture.rights
                                        .records()
                                        .subjectsAfter(IMP_MOODLE, new SubjectId(0, 0), 1)
                                        .getFirst()))
                .extracting(Disclosure::records)
                .containsExactly(1);
    }

    private SubjectId learner(String given, String family) {
        var learner = fixture.learner(IMP_MOODLE);
        fixture.record(
                learner,
                "user",
                0,
                "{}",
                "{\"firstname\":\""
                        + given
                        + "\",\"lastname\":\""
                        + family
                        + "\",\"email\":\"o@x.example\"}");
        return learner;
    }

    private void freeze(SubjectId subject) {
        fixture.rights.holds.place(
                new Holds.Placing(subject, HoldKind.RESTRICTION, "contested", Optional.empty()),
                "claire");
    }

    private static Export.Order order(
            String recipient, String purpose, String kind, String... fields) {
        return new Export.Order(
                IMP,
                recipient,
                new PurposeKey(purpose),
                selection(IMP_MOODLE, kind, fields),
                Format.CSV);
    }

    private static Selection selection(PlatformKey platform, String kind, String... fields) {
        return new Selection(
                platform,
                Set.of(new RecordKind(kind)),
                Arrays.stream(fields).map(FieldName::new).toList(),
                Set.of(),
                Optional.empty());
    }

    private Export taken(Export.Order order) {
        return taken(order, "anne");
    }

    private Export taken(Export.Order order, String actor) {
        if (desk.order(order, actor) instanceof Outcome.Taken taken) {
            return taken.export();
        }
        throw new AssertionError(desk.order(order, actor).toString());
    }

    private String rule(Export.Order order) {
        return ((Outcome.Denied) desk.order(order, "anne")).because().value();
    }

    private Outcome refusal(Export export) {
        return ((Fetching.NotNow) desk.fetch(export.id(), "anne")).why();
    }

    private ExportStream stream(Export export) {
        if (desk.fetch(export.id(), "anne") instanceof Fetching.Streaming streaming) {
            return streaming.bytes();
        }
        throw new AssertionError("not handed out");
    }

    private byte[] fetched(Export export) {
        return fetched(export, "anne");
    }

    private byte[] fetched(Export export, String actor) {
        if (!(desk.fetch(export.id(), actor) instanceof Fetching.Streaming streaming)) {
            throw new AssertionError("not handed out");
        }
        try (var bytes = streaming.bytes()) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String reference(SubjectId subject, String recipient) {
        return reference(subject, IMP, recipient);
    }

    private String reference(SubjectId subject, OrganisationKey organisation, String recipient) {
        return org.passerelle.disclosure.exports.ExportSeals.reference(
                STORE.master(),
                fixture.recipients.find(organisation, recipient).orElseThrow().id(),
                subject);
    }

    private static boolean catching(Runnable act) {
        try {
            act.run();
            return false;
        } catch (RuntimeException refused) {
            return true;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
