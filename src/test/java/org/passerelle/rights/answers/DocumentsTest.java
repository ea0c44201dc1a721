package org.passerelle.rights.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.rights.RightsFixture.done;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.keys.Compartment;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.policy.FactKey;
import org.passerelle.retention.standing.KeptUntil;
import org.passerelle.rights.RightsFixture;
import org.passerelle.rights.answers.Documents.Kind;
import org.passerelle.rights.answers.Documents.Made;
import org.passerelle.rights.deadlines.Extension;
import org.passerelle.rights.requests.Line;
import org.passerelle.rights.requests.Line.Verdict;
import org.passerelle.rights.requests.Moves;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestType;
import org.passerelle.testing.TestStore;

class DocumentsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private RightsFixture rights;
    private RightsFixture.Learner learner;
    private Documents documents;

    @BeforeEach
    void set_up() {
        STORE.empty(
                "rights_requests",
                "rights_events",
                "rights_lines",
                "journal_entries",
                "learning_records",
                "accesses");
        rights = new RightsFixture(STORE, "2026-03-09T10:00:00Z");
        learner = rights.learner();
        var templates = new Templates(Path.of("config"));
        var sources =
                new AccessModel.Sources(
                        rights.records(),
                        new KeptUntil(rights.retentionGround, rights.retention),
                        rights.desk,
                        new JdbcOwnTraces(STORE.jdbi()),
                        subject ->
                                List.of(
                                        new Disclosures.Disclosed(
                                                LocalDate.of(2026, 2, 3),
                                                "Financeur inventé",
                                                "preuve",
                                                "heures")));
        documents =
                new Documents(
                        rights.desk,
                        new Moves(rights.ground, rights.tables),
                        templates,
                        new AccessModel(rights.ground, sources, templates),
                        new PortableCopy(
                                rights.ground,
                                rights.records(),
                                (kind, field) ->
                                        Optional.ofNullable(CATEGORIES.get(field.value()))));
    }

    private static final Map<String, DataCategory> CATEGORIES =
            Map.of(
                    "firstName", DataCategory.IDENTITY,
                    "gradeRaw", DataCategory.GRADE,
                    "roles", DataCategory.ENROLMENT);

    @Test
    void the_access_page_tells_the_data_and_all_of_article_15() {
        records("{\"firstName\":\"On<b>dine\",\"gradeRaw\":14.5}");
        access();
        rights.tell(learner, FactKey.CONTRACT_END, "2026-01-30");

        var page = text(approved(RequestType.ACCESS), Kind.ACCESS_PAGE);

        assertThat(page)
                .contains("prénom", "On&lt;b&gt;dine", "note", "14,5")
                .contains("9 mars 2026")
                .contains("fin du contrat", "30 janvier 2026", "source : crm")
                .contains("Demande no", "droit d&#39;accès", learner.subject().toString())
                .contains("Financeur inventé", "heures")
                .contains("Espace pédagogique : comptes et accès aux formations", "contrat")
                .contains("identité (nom, prénom)")
                .contains("Formateurs, correcteurs")
                .contains("3 ans en archive (preuve pour les financeurs)")
                .contains("Droit d&#39;opposition", "Dominique Modèle", "dpo@upromi.example")
                .contains("CNIL", "3 place de Fontenoy")
                .contains("la plateforme de formation https://moodle.upromi.example")
                .contains("la suspension du compte")
                .contains("Aucun transfert encadré")
                .contains("interne, France", "fin du contrat", "identité vérifiée")
                .doesNotContain("identity-verified", "contract-end", ": received")
                .doesNotContain("{{", "<b>dine");
    }

    @Test
    void the_json_says_the_same_as_the_page() throws Exception {
        records("{\"firstName\":\"Ondine\"}");

        var json = MessageCodec.json().readTree(text(approved(RequestType.ACCESS), Kind.ACCESS));

        assertThat(json.path("records").get(0).path("fields").get(0).path("value").asText())
                .isEqualTo("Ondine");
        for (String part :
                List.of(
                        "purposes",
                        "categories",
                        "recipients",
                        "periods",
                        "rights",
                        "sources",
                        "automated",
                        "requests",
                        "traces",
                        "disclosures")) {
            assertThat(json.path(part)).as(part).isNotEmpty();
        }
        assertThat(json.has("transfers")).isTrue();
    }

    @Test
    void nothing_is_given_before_it_is_known_who_asks_and_it_was_approved() {
        var request = rights.identified(RequestType.ACCESS, learner);

        assertThat(documents.of(request.id(), Kind.ACCESS, "claire").orElseThrow())
                .isInstanceOf(Made.NotYet.class);
        assertThat(documents.of(approved(RequestType.PORTABILITY).id(), Kind.ACCESS, "claire"))
                .get()
                .isInstanceOf(Made.NotYet.class);
    }

    @Test
    void making_a_document_is_written_down() {
        var request = approved(RequestType.ACCESS);

        text(request, Kind.ACCESS_PAGE);

        assertThat(rights.journal(request.id())).contains("claire request-document-made approved");
    }

    @Test
    void the_portable_copy_fits_its_published_schema_and_leaves_judgements_out() throws Exception {
        records("{\"firstName\":\"Ondine\",\"gradeRaw\":14.5}");

        var json =
                MessageCodec.json()
                        .readTree(text(approved(RequestType.PORTABILITY), Kind.PORTABILITY));

        assertThat(schema().validate(json)).isEmpty();
        assertThat(json.path("items"))
                .extracting(item -> item.path("field").asText())
                .containsExactly("firstName");
    }

    @Test
    void the_csv_has_the_columns_of_the_schema_and_no_formula() {
        records("{\"firstName\":\"=HYPERLINK(\\\"x\\\")\"}");

        var csv = text(approved(RequestType.PORTABILITY), Kind.PORTABILITY_CSV);

        assertThat(csv.lines().toList().getFirst()).isEqualTo("kind,course,field,value,seenAt");
        assertThat(csv).contains("\"'=HYPERLINK(\"\"x\"\")\"");
    }

    @Test
    void a_refusal_gives_its_reason_the_authority_and_the_court() {
        var request = rights.identified(RequestType.ACCESS, learner);
        rights.desk.refuse(request.id(), "excessive", "claire");

        var letter = text(request, Kind.LETTER);

        assertThat(letter)
                .contains("Ondine Modèle", "4 rue Inventée")
                .contains("la demande est excessive")
                .contains("article 12(4)", "CNIL", "recours juridictionnel", "article 79")
                .doesNotContain("{{");
    }

    @Test
    void the_letter_about_an_extension_tells_the_reason_and_the_new_day_and_waits_for_both() {
        var request = rights.identified(RequestType.ACCESS, learner);
        var today = rights.today();
        assertThat(documents.of(request.id(), Kind.EXTENSION_LETTER, "claire"))
                .get()
                .asString()
                .contains("extend the request first");

        var extension = new Extension(Extension.Reason.COMPLEXITY, today, today);
        done(rights.desk.answers().extend(request.id(), extension, "claire"));

        assertThat(text(request, Kind.EXTENSION_LETTER))
                .contains("En raison de la complexité de votre demande")
                .contains("au plus tard le 9 juin 2026")
                .doesNotContain("{{");
    }

    @Test
    void a_partial_refusal_names_what_is_kept_until_when_and_why() {
        var request = rights.identified(RequestType.ERASURE, learner);
        rights.assessments().assess(request.id(), lines(), "claire");
        rights.assessments().approve(request.id(), Optional.empty(), "denis");

        var letter = text(request, Kind.LETTER);

        assertThat(letter)
                .contains("<li>compte et identifiants</li>")
                .contains("<th>notes</th>", "art. R6313-3", "jusqu'au 30 janvier 2029")
                .contains("<th>inscriptions</th>", "défense de droits en justice")
                .contains("CNIL", "recours juridictionnel")
                .doesNotContain("{{");
    }

    private List<Line> lines() {
        return java.util.Arrays.stream(DataCategory.values())
                .map(
                        category ->
                                switch (category) {
                                    case GRADE ->
                                            new Line(
                                                    category,
                                                    Verdict.ARCHIVE,
                                                    "funder-proof",
                                                    Optional.of(LocalDate.of(2029, 1, 30)),
                                                    "");
                                    case ENROLMENT ->
                                            new Line(
                                                    category,
                                                    Verdict.REFUSE,
                                                    "claims",
                                                    Optional.empty(),
                                                    "");
                                    default ->
                                            new Line(
                                                    category,
                                                    Verdict.ERASE_NOW,
                                                    "",
                                                    Optional.empty(),
                                                    "");
                                })
                .toList();
    }

    private Request approved(RequestType type) {
        var request = rights.identified(type, learner);
        rights.assessments().assess(request.id(), List.of(), "claire");
        return done(rights.assessments().approve(request.id(), Optional.empty(), "claire"));
    }

    private String text(Request request, Kind kind) {
        return switch (documents.of(request.id(), kind, "claire").orElseThrow()) {
            case Made.Document document -> document.text();
            case Made.NotYet no -> throw new AssertionError(no.why());
        };
    }

    private void records(String json) {
        byte[] sealed =
                STORE.subjectKeys(rights.clock)
                        .seal(
                                learner.subject(),
                                Compartment.LIVE,
                                json.getBytes(StandardCharsets.UTF_8));
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO learning_records (key_hash, platform, kind, record_key, subject_id,"
                                                        + " version, state, content_hash, clear_fields, sealed_fields, first_seen_at, changed_at)"
                                                        + " VALUES (:k, 'upromi-moodle', 'user', '[]', :s, 1, 'PRESENT', :k, '{}', :sealed, :now, :now)")
                                        .bind("k", new byte[16])
                                        .bind("s", learner.subject().bytes())
                                        .bind("sealed", sealed)
                                        .bind("now", rights.now())
                                        .execute());
    }

    private void access() {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO accesses (subject_id, course_id, field, value_at, first_seen_at, platform)"
                                                        + " VALUES (:s, 0, 'lastAccess', :now, :now, 'upromi-moodle')")
                                        .bind("s", learner.subject().bytes())
                                        .bind("now", rights.now())
                                        .execute());
    }

    private static com.networknt.schema.JsonSchema schema() throws Exception {
        JsonNode text =
                MessageCodec.json()
                        .readTree(
                                Files.readString(
                                        Path.of("config/schemas/portability.schema.json")));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    }
}
