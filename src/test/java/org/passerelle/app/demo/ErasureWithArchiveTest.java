package org.passerelle.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Gauge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.SubjectId;

/**
 * The whole way of an erasure that keeps a funder's proof: assessed by category, approved by two,
 * carried out on a simulated Moodle; afterwards the archive is the only place where anything is
 * left, and only an archive reader with a motive reads it. Source: IMP-65, UPR-41, LEG-01, LEG-13.
 */
class ErasureWithArchiveTest {
    private static final String NUMBER = "UPR-00014";
    private static final String READING =
            "{\"motive\": \"funder-control\", \"reference\": \"control-2027-11\"}";

    @TempDir Path folder;

    private DemoStage stage;
    private GuideRun run;
    private HttpClient http;

    @Test
    void what_a_funder_needs_is_kept_and_read_with_a_motive_and_everything_else_is_gone()
            throws Exception {
        try (var demo =
                        DemoStage.open(
                                folder.resolve("demo"),
                                Duration.ofDays(100),
                                Map.of(
                                        "http.port", "0",
                                        "management.port", "0",
                                        "upkeep.rights-interval", "1s"));
                var client = HttpClient.newHttpClient()) {
            stage = demo;
            http = client;
            new DemoStory(stage, tell -> {}).polls();
            run =
                    new GuideRun(
                            stage.node().settings().folders(),
                            Files.createDirectories(folder.resolve("desk")));
            people();
            var subject = SubjectId.of(requested());
            var ended = today().minusDays(14);
            long course = course(subject);
            funded(course, ended);

            type(
                    "dpo",
                    "request list",
                    "<erasure> upromi erasure … " + today().plusDays(10) + " in-time");
            await().untilAsserted(() -> assertThat(unanswered()).isEqualTo(1));
            assessedAndApproved();
            suspended(subject);
            stage.clock().pass(Duration.ofDays(8));
            type("dpo", "request show <erasure>", "state recipients-notified");

            nothingIsLeftOf(subject);
            var proof = proof(subject, course, ended);
            onlyAnArchiveReaderReads(proof);
            holdsWhatAFunderNeeds(answer("reader", "POST", reading(proof), READING), ended);
            everyReadingIsEvidence(subject, proof);
            type("admin", "journal hygiene", "… texts read, 0 leaks");
        }
    }

    private void people() {
        type("admin", "account add dominique --role dpo@upromi", "<dpo-token>");
        type("admin", "account add camille --role dpo@upromi", "<deputy-token>");
        type("admin", "account add rene --role archive-reader@upromi", "<reader-token>");
        type("admin", "account add ines --role archive-reader@imp-formation", "<other-token>");
        type("admin", "account add sam --role support@upromi", "<support-token>");
        type("admin", "account add aude --role auditor@upromi", "<auditor-token>");
    }

    private String requested() throws Exception {
        write(
                "erasure.json",
                """
                {"organisation": "upromi", "type": "erasure", "channel": "email",
                 "platform": "upromi-moodle", "learnerNumber": "UPR-00014",
                 "applicant": {"familyName": "Inventé", "givenName": "Lou",
                               "home": "3 rue de l’Exemple, 25000 Besançon",
                               "mailAddress": "lou@invente.example",
                               "object": "Effacement de mon compte"}}
                """);
        type(
                "dpo",
                "request open --file erasure.json",
                "opened request <erasure>, received, due …");
        type("dpo", "request verify-identity <erasure> --method document-seen");
        type("dpo", "request show <erasure>", "subject <subject>");
        return run.known("subject");
    }

    /** A funder pays one course; its proof is complete and lies in the archive. */
    private void funded(long course, LocalDate ended) throws Exception {
        fact("contract-start", ended.minusMonths(6), course);
        fact("funded-by-opco", ended.minusMonths(6), course);
        fact("certificate-issued", ended.minusDays(1), course);
        fact("contract-end", ended, course);
        type("dpo", "archive file <subject>", course + " filed …");
    }

    private void assessedAndApproved() {
        type("dpo", "request assess <erasure>", "request <erasure> is assessed, due …");
        type(
                "dpo",
                "request show <erasure>",
                "- category grade, verdict archive, because funder-proof, …",
                "- category account, verdict erase-now, …");
        typed("dpo", "request approve <erasure> --yes", 1, "…who assessed an erasure…");
        type(
                "deputy",
                "request approve <erasure> --yes",
                "request <erasure> is cooling-off, due …");
    }

    /** The end of the contract suspends by itself; whatever comes meanwhile waits for its lease. */
    private void suspended(SubjectId subject) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () ->
                                assertThat(
                                                count(
                                                        "SELECT COUNT(*) FROM commands WHERE type = 'SUSPEND' AND"
                                                                + " state = 'DONE' AND subject_id = ?",
                                                        subject))
                                        .isEqualTo(1));
    }

    private void nothingIsLeftOf(SubjectId subject) {
        for (String table : List.of("learning_records", "accesses")) {
            assertThat(count("SELECT COUNT(*) FROM " + table + " WHERE subject_id = ?", subject))
                    .as(table)
                    .isZero();
        }
        assertThat(
                        count(
                                "SELECT COUNT(*) FROM subjects WHERE erased_at IS NOT NULL AND subject_id = ?",
                                subject))
                .isEqualTo(1);
        type(
                "dpo",
                "policy explain --subject <subject> --purpose pedagogic-follow-up --recipient"
                        + " trainer --course own",
                "decision denied");
    }

    /** The record of the funded course; the assessment's reasons have records of their own. */
    private long proof(SubjectId subject, long course, LocalDate ended) throws Exception {
        var records = answer("reader", "GET", "/archive?organisation=upromi", "").path("items");
        var reasons = new HashSet<String>();
        long proof = 0;
        for (JsonNode record : records) {
            assertThat(record.path("subject").asText()).isEqualTo(subject.toString());
            reasons.add(record.path("reason").asText());
            if (record.path("course").asLong() == course) {
                proof = record.path("number").asLong();
                assertThat(record.path("because").asText()).isEqualTo("overlays/opco");
                assertThat(record.path("until").asText())
                        .isEqualTo(ended.plusYears(3).getYear() + "-12-31");
            }
        }
        assertThat(reasons).containsExactlyInAnyOrder("funder-proof", "proof");
        assertThat(proof).isPositive();
        return proof;
    }

    private void onlyAnArchiveReaderReads(long proof) throws Exception {
        for (String person : List.of("dpo", "deputy", "support", "auditor")) {
            assertThat(send(person, "POST", reading(proof), READING).statusCode())
                    .as(person)
                    .isEqualTo(403);
        }
        assertThat(send("other", "POST", reading(proof), READING).statusCode()).isEqualTo(404);
        assertThat(
                        send(
                                        "reader",
                                        "POST",
                                        reading(proof),
                                        READING.replace("funder-control", "curiosity"))
                                .statusCode())
                .isEqualTo(400);
    }

    private static void holdsWhatAFunderNeeds(JsonNode opened, LocalDate ended) {
        var content = opened.path("content");
        var fields = new HashSet<String>();
        var kinds = new HashSet<String>();
        content.path("records")
                .forEach(
                        record -> {
                            kinds.add(record.path("kind").asText());
                            record.path("fields").fieldNames().forEachRemaining(fields::add);
                        });

        assertThat(content.path("learner").isEmpty()).as("whose it is").isFalse();
        assertThat(kinds).contains("enrolment").isSubsetOf(KINDS);
        assertThat(fields)
                .isNotEmpty()
                .doesNotContain("email", "username", "idnumber", "gradeRaw", "feedback");
        assertThat(content.toString()).doesNotContain("@");
        assertThat(content.path("dates").path("contract-end").asText()).isEqualTo(ended.toString());
        assertThat(content.path("dates").has("certificate-issued")).isTrue();
        assertThat(content.path("keptFor").path(0).path("overlay").asText())
                .isEqualTo("overlays/opco");
        assertThat(opened.path("withheld").isEmpty()).as(opened.toString()).isTrue();
    }

    private static final Set<String> KINDS =
            Set.of("enrolment", "course-access", "course-completion", "activity-completion");

    private void everyReadingIsEvidence(SubjectId subject, long proof) throws Exception {
        type(
                "reader",
                "archive read " + proof + " --motive audit --reference control-2027-12",
                "because overlays/opco");
        List<String> readings =
                stage.wiring()
                        .ground()
                        .jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery(
                                                        "SELECT CONCAT(actor, ' ', outcome) FROM journal_entries"
                                                                + " WHERE action = 'archive-read' AND object = :record ORDER BY id")
                                                .bind("record", "archive-record " + proof)
                                                .mapTo(String.class)
                                                .list());
        assertThat(readings).containsExactly("rene funder-control", "rene audit");
        var decided = answer("dpo", "GET", "/decisions?limit=500&subject=" + subject, "");
        assertThat(decided.path("items").findValuesAsText("reference"))
                .anyMatch(reference -> reference.matches("command \\d+ proposed"))
                .anyMatch(reference -> reference.matches("command \\d+"));
        assertThat(decided.path("items").findValuesAsText("about"))
                .contains("request", "command", "explain")
                .filteredOn("archive"::equals)
                .hasSize(2);
    }

    /** Requests that the metrics show in time of the pack's own target. */
    private double unanswered() {
        return Optional.ofNullable(
                        stage.wiring()
                                .metrics()
                                .find("passerelle.requests.unanswered")
                                .tags(
                                        "organisation", "upromi",
                                        "limit", "target",
                                        "urgency", "in-time")
                                .gauge())
                .map(Gauge::value)
                .orElse(0.0);
    }

    private static String reading(long record) {
        return "/archive/" + record + "/reading";
    }

    private void fact(String key, LocalDate on, long course) throws Exception {
        write(
                "fact.json",
                """
                {"id": "crm:%s", "platform": "upromi-moodle", "learnerNumber": "%s", "key": "%s",
                 "on": "%s", "source": "crm", "course": %d}
                """
                        .formatted(key, NUMBER, key, on, course));
        type("dpo", "fact add fact.json", "accepted for subject …");
    }

    private long course(SubjectId subject) {
        return count(
                "SELECT MIN(course_id) FROM learning_records WHERE kind = 'enrolment' AND state ="
                        + " 'PRESENT' AND subject_id = ?",
                subject);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(stage.clock().instant(), ZoneOffset.UTC);
    }

    private long count(String sql, SubjectId subject) {
        return stage.wiring()
                .ground()
                .jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(sql)
                                        .bind(0, subject.bytes())
                                        .mapTo(Long.class)
                                        .one());
    }

    private void write(String file, String text) throws Exception {
        run.write(new GuideBook.Part.Written(file, text));
    }

    private void type(String person, String words, String... shown) {
        typed(person, words, 0, shown);
    }

    private void typed(String person, String words, int exit, String... shown) {
        run.type(new GuideBook.Part.Typed(0, person, words, exit, List.of(shown)));
    }

    private JsonNode answer(String person, String method, String path, String body)
            throws Exception {
        var answer = send(person, method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MessageCodec.json().readTree(answer.body());
    }

    private HttpResponse<String> send(String person, String method, String path, String body)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(stage.node().api() + path))
                        .header("Authorization", "Bearer " + run.known(person + "-token"))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
