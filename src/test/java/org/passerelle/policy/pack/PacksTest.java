package org.passerelle.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.policy.Citation;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Policies;
import org.passerelle.policy.Purpose;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.Question;
import org.passerelle.policy.pack.Finding.Level;

class PacksTest {
    private static final Path CONFIG = Path.of("config");
    private static final OrganisationKey IMP = new OrganisationKey("imp-formation");
    private static final OrganisationKey UPROMI = new OrganisationKey("upromi");

    @TempDir Path config;

    @BeforeEach
    void copyTheShippedFolder() throws IOException {
        try (var files = Files.walk(CONFIG)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var copy = config.resolve(CONFIG.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    /** Not where the process was started: a service is started anywhere. */
    @Test
    void a_token_file_is_looked_for_beside_the_configuration_folder() {
        var platform = Packs.load(config).platform(new PlatformKey("imp-moodle")).orElseThrow();

        assertThat(platform.readTokenFile())
                .isEqualTo(config.resolveSibling("secrets/imp-moodle.read"));
    }

    @Test
    void the_shipped_folder_declares_both_organisations_their_platforms_and_packs() {
        var packs = Packs.load(CONFIG);

        var platform = packs.platform(new PlatformKey("imp-moodle")).orElseThrow();
        assertThat(packs.organisations()).extracting(one -> one.key()).containsExactly(IMP, UPROMI);
        assertThat(platform.organisation()).isEqualTo(IMP);
        assertThat(platform.polls())
                .containsEntry("accesses", Duration.ofMinutes(15))
                .containsEntry("completion-full", Duration.ofHours(24));
        assertThat(packs.packOf(platform.key()).orElseThrow().version())
                .hasToString("imp-formation@2026.1");
        assertThat(packs.platform(new PlatformKey("elsewhere"))).isEmpty();
    }

    @Test
    void no_purpose_of_the_shipped_packs_is_switched_off_and_nothing_is_wrong() {
        var packs = Packs.load(CONFIG);

        for (OrganisationKey key : List.of(IMP, UPROMI)) {
            assertThat(packs.pack(key).purposes())
                    .noneMatch(purpose -> purpose.state() instanceof Purpose.State.SwitchedOff);
        }
        assertThat(packs.findings()).allMatch(finding -> finding.level() == Level.WARNING);
        assertThat(Lint.fails(Lint.check(CONFIG), LocalDate.parse("2026-03-09"))).isFalse();
    }

    @Test
    void the_shipped_packs_are_signed_by_their_invented_officers() {
        assertThat(Packs.load(CONFIG).signature(IMP))
                .isEqualTo(new Signature.Signed("Camille Exemple", LocalDate.parse("2026-01-05")));
        assertThat(Packs.load(CONFIG).signature(UPROMI).valid()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy/matrix.yaml | [mailer] | [mailer, trainer] | changed after the signature",
                "policy/pack.yaml | 2026.1 | 2026.2 | version 2026.1 was signed, not 2026.2",
                "organisation.yaml | Camille Exemple | Sacha Autre | not the dpo of organisation.yaml"
            })
    void a_change_after_the_signature_makes_it_void_and_says_what_to_sign(
            String file, String sound, String changed, String why) throws IOException {
        change("imp-formation/" + file, sound, changed);

        var packs = Packs.load(config);

        assertThat(packs.signature(IMP))
                .isInstanceOfSatisfying(
                        Signature.Unsigned.class,
                        unsigned -> assertThat(unsigned.why()).contains(why));
        assertThat(packs.findings())
                .anySatisfy(finding -> assertThat(finding.what()).contains("not signed"));
        assertThat(packs.signature(UPROMI).valid()).isTrue();
    }

    @Test
    void every_rule_of_the_shipped_packs_says_where_it_comes_from() {
        var packs = Packs.load(CONFIG);

        for (OrganisationKey key : List.of(IMP, UPROMI)) {
            assertThat(citations(packs.pack(key)))
                    .allSatisfy(
                            citation -> {
                                assertThat(citation.clause()).isNotBlank();
                                assertThat(citation.requirement())
                                        .matches("(IMP|UPR|LEG|LINT)-\\d\\d");
                            });
        }
    }

    @Test
    void both_packs_let_the_polls_have_what_the_shipped_mappings_need() {
        var fields = new HashMap<FieldName, DataCategory>();
        fields.put(new FieldName("idnumber"), DataCategory.ACCOUNT);
        fields.put(new FieldName("email"), DataCategory.CONTACT);
        EnumSet.of(
                        DataCategory.IDENTITY,
                        DataCategory.ENROLMENT,
                        DataCategory.ACCESS_TIME,
                        DataCategory.GRADE,
                        DataCategory.FEEDBACK,
                        DataCategory.PROGRESS)
                .forEach(
                        category ->
                                fields.put(new FieldName("some" + category.ordinal()), category));
        var packs = Packs.load(CONFIG);

        for (OrganisationKey key : List.of(IMP, UPROMI)) {
            var answer =
                    Policies.decide(
                            packs.pack(key),
                            Question.polling(fields, Instant.parse("2026-11-21T00:00:00Z")));
            assertThat(answer.fieldsAllowed()).isEqualTo(fields.keySet());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "organisation.yaml | tier: core | tier: gold | 11 | correct the value",
                "organisation.yaml | polls: { accesses: 15m | polls: { accesses: 15 | 15 | correct the value",
                "organisation.yaml | country: FR | land: FR | 2 | correct its spelling",
                "organisation.yaml | time-zone: Europe/Paris | time-zone: Europe/Pari | 2 | such as Europe/Paris",
                "organisation.yaml | https://moodle | http://moodle | 8 | plain http is for a site on this machine",
                "organisation.yaml | automatic-suspension: [] | automatic-suspension: [nothing] | 8 | the key of a row",
                "organisation.yaml | key: imp-formation | key: imp | 2 | rename the folder",
                "policy/retention.yaml | fallback-for: P11Y | fallback-for: P11M | 10 | P1Y or more",
                "policy/retention.yaml | from: enrolment-no-longer-seen, fallback-for: P11Y | from: enrolment-no-longer-seen | 10 | add it",
                "policy/retention.yaml | from: [contract-end, last-contact] | from: [first-seen] | 8 | contract-end",
                "policy/retention.yaml | from: [contract-end, last-contact] | from: [account-created] | 8 | correct the value",
                "policy/retention.yaml | for: P10Y | for: ten years | 8 | ISO 8601 calendar period",
                "policy/retention.yaml | propose-erasure-after: P14D | propose-erasure-after: P0D | 4 | P1D or more",
                "policy/retention.yaml | overlays: [opco | overlays: [opca | 18 | add it there",
                "policy/retention.yaml | purposes: [f7-legal] | purposes: [f8-legal] | 18 | add it there",
                "policy/matrix.yaml | recipients: [mailer] | recipients: [male] | 29 | add it there",
                "policy/matrix.yaml | key: email-to-mailer | key: email | 29 | another key",
                "policy/matrix.yaml | requirement: IMP-12 | requirement: my own | 35 | correct the value",
                "policy/purposes.yaml | legal-basis: consent | legal-basis: consent, interest | 83 | exactly one (LINT-07)",
                "policy/recipients.yaml | kind: processor | kind: friend | 11 | correct the value",
                "policy/pack.yaml | effective-from: 2026-01-01 | effective-from: soon | 4 | correct the value",
                "policy/rights.yaml | answer-within: P1M | answer-in: P1M | 3 | add it"
            })
    void a_broken_file_stops_the_start_with_file_line_and_cure(
            String file, String sound, String broken, int line, String cure) throws IOException {
        change("imp-formation/" + file, sound, broken);

        assertThatThrownBy(() -> Packs.load(config))
                .isInstanceOfSatisfying(
                        PacksUnusable.class,
                        unusable ->
                                assertThat(unusable.findings())
                                        .anySatisfy(
                                                finding -> {
                                                    assertThat(finding.file().toString())
                                                            .endsWith(file);
                                                    assertThat(finding.cure()).contains(cure);
                                                    assertThat(finding.line()).isEqualTo(line);
                                                }))
                .hasMessageContaining(file + " line " + line);
    }

    @Test
    void two_platforms_with_one_key_are_refused_and_both_files_are_named() throws IOException {
        change("upromi/organisation.yaml", "key: upromi-moodle", "key: imp-moodle");

        assertThatThrownBy(() -> Packs.load(config))
                .hasMessageContaining("upromi/organisation.yaml line 8: platform imp-moodle")
                .hasMessageContaining("imp-formation/organisation.yaml line 8");
    }

    @Test
    void a_site_of_two_organisations_is_refused() throws IOException {
        change("upromi/organisation.yaml", "moodle.upromi.example", "moodle.imp.example/");

        assertThatThrownBy(() -> Packs.load(config))
                .hasMessageContaining("platform https://moodle.imp.example is declared in")
                .hasMessageContaining("belongs to one organisation");
    }

    @Test
    void a_key_twice_in_one_mapping_is_refused() throws IOException {
        change("upromi/organisation.yaml", "tier: core", "tier: core\n    tier: plugin");

        assertThatThrownBy(() -> Packs.load(config))
                .hasMessageContaining("organisation.yaml line 12")
                .hasMessageContaining("Duplicate field 'tier'");
    }

    @Test
    void a_platform_where_the_pack_lets_no_data_stay_is_refused() throws IOException {
        change("imp-formation/organisation.yaml", "    country: FR", "    country: US");

        assertThatThrownBy(() -> Packs.load(config)).hasMessageContaining("IMP-61");
    }

    @Test
    void a_missing_file_and_a_stranger_among_the_policy_files_are_named() throws IOException {
        var policy = config.resolve("organisations/upromi/policy");
        Files.move(policy.resolve("rights.yaml"), policy.resolve("right.yaml"));

        assertThatThrownBy(() -> Packs.load(config))
                .hasMessageContaining("rights.yaml: is missing")
                .hasMessageContaining("right.yaml: is no policy file");
    }

    @Test
    void an_organisation_without_its_file_and_a_folder_without_organisations_are_named()
            throws IOException {
        Files.createDirectories(config.resolve("organisations/third"));

        assertThatThrownBy(() -> Packs.load(config))
                .hasMessageContaining("third/organisation.yaml: is missing");
        assertThatThrownBy(() -> Packs.load(config.resolve("schemas")))
                .hasMessageContaining("declares no organisation");
    }

    @Test
    void text_that_is_no_yaml_no_utf8_or_empty_is_refused_with_its_place() throws IOException {
        var folder = config.resolve("organisations/upromi/policy");
        Files.writeString(folder.resolve("pack.yaml"), "pack:\n  version: [1\n");
        Files.write(
                folder.resolve("rights.yaml"), "rights: é".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("matrix.yaml"), "");

        assertThatThrownBy(() -> Packs.load(config))
                .hasMessageContaining("pack.yaml line 2: cannot be read as YAML")
                .hasMessageContaining("rights.yaml: is not UTF-8")
                .hasMessageContaining("matrix.yaml: is empty");
    }

    @Test
    void a_purpose_without_a_retention_row_is_switched_off_and_listed() throws IOException {
        change("upromi/policy/retention.yaml", "[statistics, quality]", "[statistics]");

        var packs = Packs.load(config);

        assertThat(packs.pack(UPROMI).purpose(new PurposeKey("quality")).orElseThrow().active())
                .isFalse();
        assertThat(packs.findings())
                .filteredOn(finding -> finding.level() == Level.ERROR)
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("LINT-05"));
        assertThat(Lint.fails(Lint.check(config), LocalDate.parse("2026-03-09"))).isTrue();
    }

    @Test
    void an_example_that_is_answered_otherwise_says_what_was_expected() throws IOException {
        change(
                "upromi/policy/examples/phases.yaml",
                "expect: { phase: active, until: 2026-06-30 }",
                "expect: { phase: archived, until: 2026-07-31 }");

        assertThat(Examples.run(config))
                .filteredOn(outcome -> !outcome.agrees())
                .singleElement()
                .satisfies(
                        outcome ->
                                assertThat(outcome.differences())
                                        .containsExactly(
                                                "expected phase archived, got active",
                                                "expected until 2026-07-31, got 2026-06-30"));
    }

    @Test
    void the_schema_of_facts_lists_exactly_the_fact_keys() throws IOException {
        var schema =
                new ObjectMapper().readTree(CONFIG.resolve("schemas/fact.schema.json").toFile());
        var keys = new ArrayList<String>();
        schema.at("/properties/key/enum").forEach(key -> keys.add(key.asText()));

        assertThat(keys)
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.allOf(FactKey.class).stream()
                                .map(FactKey::key)
                                .collect(Collectors.toList()));
    }

    private void change(String file, String sound, String broken) throws IOException {
        var path = config.resolve("organisations").resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(sound);
        int at = text.indexOf(sound);
        Files.writeString(
                path, text.substring(0, at) + broken + text.substring(at + sound.length()));
    }

    private static List<Citation> citations(Pack pack) {
        var all = new ArrayList<Citation>();
        pack.purposes().forEach(row -> all.add(row.citation()));
        pack.matrix().rows().forEach(row -> all.add(row.citation()));
        pack.recipients().forEach(row -> all.add(row.citation()));
        pack.retention().forEach(row -> all.add(row.citation()));
        pack.overlays().forEach(row -> all.add(row.citation()));
        pack.rights().forEach(row -> all.add(row.citation()));
        pack.transfers().rows().forEach(row -> all.add(row.citation()));
        return all;
    }
}
