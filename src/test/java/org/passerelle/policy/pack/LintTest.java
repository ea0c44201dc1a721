package org.passerelle.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.Decision;
import org.passerelle.policy.Endpoint;
import org.passerelle.policy.Evidence;
import org.passerelle.policy.Operation;
import org.passerelle.policy.Place;
import org.passerelle.policy.Policies;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.Question;
import org.passerelle.policy.Question.Asker;
import org.passerelle.policy.RoleKey;

class LintTest {
    private static final OrganisationKey SCHOOL = new OrganisationKey("school");
    private static final PurposeKey TEACHING = new PurposeKey("teaching");

    @TempDir Path config;
    private SmallFolder school;

    @BeforeEach
    void write() throws IOException {
        school = new SmallFolder(config, "school");
    }

    @Test
    void in_a_sound_pack_nothing_is_found() {
        assertThat(school.found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "published.yaml | denies-collecting: [technical] | denies-collecting: [grade] | denied-yet-collected published/nothing-technical",
                "published.yaml | body: \"École inventée\" | body: \"Autre maison\" | another-body published/address",
                "published.yaml | covers: [account, grade] | covers: [access-time, grade] | one-period-for-all published/duration",
                "retention.yaml | categories: [account, grade], active: { from: [contract-end], for: P3Y }, archive: none | categories: [connection-time, grade], active: { from: [contract-end], for: P1Y }, archive: { for: P3Y, reason: proof } | error longer-than-published retention/file; one-period-for-all retention/file",
                "retention.yaml | for: P3Y | for: P4Y | error longer-than-published retention/file",
                "published.yaml | rows: [file] | rows: [] | no-published-period purposes/teaching",
                "purposes.yaml | legal-basis: contract | legal-basis: legal-obligation | error no-basis-reference purposes/teaching",
                "recipients.yaml | place: Lille | place: Lyon | processor-elsewhere recipients/mailer",
                "recipients.yaml | place: Lille | note: sans lieu | processor-elsewhere recipients/mailer",
                "../organisation.yaml | example\", country: FR | example\", country: DE | processor-elsewhere organisation/school-moodle",
                "../organisation.yaml | place: Lille | place: Lyon | processor-elsewhere organisation/school-moodle",
                "../organisation.yaml | place: Lille, tier: core | tier: core | processor-elsewhere organisation/school-moodle",
                "published.yaml | bases: [contract] | bases: [contract, consent] | several-bases published/duration",
                "published.yaml | bases: [contract] | bases: [consent] | error basis-not-published retention/file",
                "published.yaml | active: P3Y, | symbolic: { says: \"le temps utile\" }, | error symbolic-period published/duration",
                "published.yaml | active: P3Y, | symbolic: { says: \"le temps utile\", read-as: P3Y, source: \"DPO\" }, | symbolic-period published/duration",
                "published.yaml | answer-counted-from: receipt | answer-counted-from: verification | clock-from-verification published/answers",
                "rights.yaml | key: post-mortem, title: Droit, | key: post-mortem, title: Droit, proposed: true, source: \"la loi\", | proposed-row rights/post-mortem; right-not-published rights/post-mortem",
                "published.yaml | data-stays-in: [FR, DE] | data-stays-in: [FR] | error wider-than-published transfers/union",
                "published.yaml | from: [contract-end] | from: [contract-end, last-contact], joined-by: or | either-start published/duration",
            })
    void each_fault_is_found_and_nothing_else(
            String file, String sound, String faulty, String expected) throws IOException {
        school.change(file, sound, faulty);

        assertThat(school.found()).containsExactlyInAnyOrder(expected.split("; "));
    }

    @Test
    void a_second_address_of_another_domain_is_found() throws IOException {
        var second =
                "published:\n  - { key: objection, address: { for: objection, body: \"École inventée\","
                        + " email: a@%s }, clause: \"§9 «x»\", requirement: LEG-19 }";

        school.change("published.yaml", "published:", second.formatted("autre.example"));
        assertThat(school.found()).containsExactly("several-addresses published/address");

        school.change("published.yaml", "a@autre.example", "a@ecole.example");
        assertThat(school.found()).isEmpty();
    }

    @Test
    void two_rows_of_different_bases_for_one_purpose_are_an_error() throws IOException {
        school.change("published.yaml", "bases: [contract]", "bases: [contract, consent]")
                .change("purposes.yaml", "legal-basis: contract", "legal-basis: consent");

        assertThat(school.found()).containsExactly("error several-bases published/duration");
    }

    @Test
    void a_right_that_no_row_grants_is_found() throws IOException {
        var rights = Files.readString(school.policy().resolve("rights.yaml"));
        school.write("rights.yaml", rights.substring(0, rights.indexOf("  - { key: post-mortem")))
                .sign();

        assertThat(school.found()).containsExactly("right-missing rights");
    }

    @Test
    void an_account_that_ends_before_a_funder_may_ask_is_found_unless_its_row_is_longer()
            throws IOException {
        var overlay =
                "overlays:\n  - { key: fund, title: \"Fonds\", when: funded-by-eu, from: [contract-end], for: %s,"
                        + " reason: funder-proof, proof: [funder-proof-archived], clause: \"§1 «x»\", requirement: LEG-13 }";

        school.write("overlays.yaml", overlay.formatted("P10Y")).sign();
        assertThat(school.found()).containsExactly("funder-asks-longer retention/file");

        school.write("overlays.yaml", overlay.formatted("P3Y")).sign();
        assertThat(school.found()).isEmpty();
    }

    @Test
    void a_purpose_without_a_row_is_an_error_that_switches_it_off() throws IOException {
        school.change(
                "purposes.yaml",
                "purposes:",
                "purposes:\n  - { key: poetry, title: \"Poésie\", legal-basis: contract, training: true, clause: \"§2 «x»\", requirement: LEG-19 }");

        assertThat(school.found()).containsExactly("error no-retention-row purposes/poetry");
        assertThat(
                        Packs.load(config)
                                .pack(SCHOOL)
                                .purpose(new PurposeKey("poetry"))
                                .orElseThrow()
                                .active())
                .isFalse();
        assertThat(Packs.load(config).pack(SCHOOL).purpose(TEACHING).orElseThrow().active())
                .isTrue();
    }

    @Test
    void a_finding_has_file_line_severity_cure_and_code() throws IOException {
        school.change("retention.yaml", "for: P3Y", "for: P4Y");

        assertThat(Lint.check(config))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.file())
                                    .isEqualTo(school.policy().resolve("retention.yaml"));
                            assertThat(finding.line()).isEqualTo(2);
                            assertThat(finding.level()).isEqualTo(Finding.Level.ERROR);
                            assertThat(finding.code()).isEqualTo(FindingCode.LONGER_THAN_PUBLISHED);
                            assertThat(finding.code().requirement()).isEqualTo("LINT-04");
                            assertThat(finding.cure()).contains("shorten it");
                        });
    }

    @Test
    void an_error_switches_off_every_purpose_it_stops_and_no_other() throws IOException {
        school.change("retention.yaml", "for: P3Y", "for: P4Y");

        assertThat(ask("2026-03-09"))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied ->
                                assertThat(denied.reason())
                                        .startsWith(
                                                "switched off by the linter: longer-than-published"));
    }

    @Test
    void an_accepted_error_stays_listed_and_its_purpose_runs_until_the_last_day()
            throws IOException {
        school.change("retention.yaml", "for: P3Y", "for: P4Y");
        accept("longer-than-published", "retention/file", "Alix Inventé");

        assertThat(school.found()).containsExactly("error longer-than-published retention/file");
        assertThat(Lint.fails(Lint.check(config), LocalDate.parse("2026-06-30"))).isFalse();
        assertThat(Lint.fails(Lint.check(config), LocalDate.parse("2026-07-01"))).isTrue();
        assertThat(ask("2026-06-30").allows()).isTrue();
        assertThat(ask("2026-07-01").allows()).isFalse();
    }

    @Test
    void an_acceptance_does_not_change_what_was_signed() throws IOException {
        school.change(
                "published.yaml",
                "answer-counted-from: receipt",
                "answer-counted-from: verification");
        accept("clock-from-verification", "published/answers", "Alix Inventé");

        assertThat(Packs.load(config).signature(SCHOOL).valid()).isTrue();
        assertThat(Lint.check(config))
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.acceptance().orElseThrow().reason())
                                        .isEqualTo("la charte change en juillet"));
    }

    @ParameterizedTest
    @CsvSource({
        "longer-than-published, retention/other, Alix Inventé",
        "several-bases, retention/file, Alix Inventé",
        "longer-than-published, retention/file, Sacha Autre"
    })
    void an_acceptance_of_something_else_or_by_somebody_else_counts_for_nothing(
            String code, String at, String by) throws IOException {
        school.change("retention.yaml", "for: P3Y", "for: P4Y");
        accept(code, at, by);

        assertThat(school.found())
                .containsExactly(
                        "error longer-than-published retention/file", "idle-acceptance accepted");
        assertThat(Lint.fails(Lint.check(config), LocalDate.parse("2026-03-09"))).isTrue();
        assertThat(ask("2026-03-09").allows()).isFalse();
    }

    @Test
    void a_missing_signature_cannot_be_accepted() throws IOException {
        Files.delete(school.policy().resolve("signature.yaml"));
        accept("unsigned", "signature", "Alix Inventé");

        assertThat(school.found())
                .containsExactly("idle-acceptance accepted", "unsigned signature");
    }

    @Test
    void what_differs_between_organisations_is_told_to_each_without_naming_the_other()
            throws IOException {
        var other = new SmallFolder(config, "academy");
        school.change("published.yaml", "period: {", "period: { topic: prospects,");
        other.change("published.yaml", "period: {", "period: { topic: prospects,");
        assertThat(school.found()).isEmpty();

        other.change("published.yaml", "active: P3Y", "active: P5Y")
                .change("published.yaml", "data-stays-in: [FR, DE]", "data-stays-in: [FR, DE, CH]")
                .change("transfers.yaml", "[FR, DE]", "[FR, DE, CH], as-of: 2026-01-15");

        assertThat(school.found())
                .containsExactly(
                        "periods-differ published/duration",
                        "periods-differ published/duration",
                        "transfers-differ published/stays");
        assertThat(Lint.check(config))
                .filteredOn(finding -> finding.file().startsWith(school.policy()))
                .hasSize(2)
                .noneMatch(finding -> finding.toString().contains("academy"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "FR Lille | -",
                "FR Lyon | processor-elsewhere published/processors",
                "FR | processor-elsewhere published/processors",
                "DE Lille | processor-elsewhere published/processors"
            })
    void a_part_of_the_installation_is_a_processor_that_sits_where_the_policy_says(
            String place, @Nullable String expected) {
        var mails = new Endpoint("the mail server", "places.mail", Place.of(place).orElseThrow());

        var found = Lint.check(config, new Circumstances(Optional.empty(), List.of(mails)));

        assertThat(SmallFolder.shown(found))
                .isEqualTo(expected == null ? List.of() : List.of(expected));
        assertThat(found)
                .allSatisfy(
                        finding ->
                                assertThat(finding.toString())
                                        .contains("the mail server (places.mail) is not shown"));
    }

    @Test
    void a_part_whose_clauses_ended_while_it_ran_is_an_error_that_nobody_accepts()
            throws IOException {
        school.change("transfers.yaml", "[FR, DE]", "[CH], until: 2026-06-30")
                .change(
                        "transfers.yaml",
                        "transfers:",
                        "transfers:\n  - { key: first, countries: [FR, DE], clause: \"§1 «x»\", requirement: IMP-61 }")
                .change("published.yaml", "data-stays-in: [FR, DE]", "data-stays-in: [FR, DE, CH]");
        accept("part-outside", "transfers/first", "Alix Inventé");
        var mails =
                new Endpoint("the mail server", "places.mail", new Place("CH", Optional.empty()));

        assertThat(parts("2026-06-30", mails)).isEmpty();
        assertThat(parts("2026-07-01", mails))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.what())
                                    .isEqualTo(
                                            "the mail server (places.mail): the pack lets nothing go"
                                                    + " to CH; it knows no exception");
                            assertThat(Lint.fails(List.of(finding), LocalDate.parse("2026-03-09")))
                                    .isTrue();
                        });
    }

    private List<Finding> parts(String today, Endpoint part) {
        return Lint.check(config, Circumstances.on(LocalDate.parse(today), List.of(part))).stream()
                .filter(finding -> finding.code() == FindingCode.PART_OUTSIDE)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "[FR, DE, CH] | 2030-01-01 | nobody says when it was checked that CH",
                "[FR, DE, CH], as-of: 2026-01-15 | 2027-01-15 | -",
                "[FR, DE, CH], as-of: 2026-01-15 | 2027-01-16 | of 2026-01-15, more than a year ago",
                "[FR, DE, CH], as-of: 2026-01-15 | 2026-01-14 | dated 2026-01-15, a day to come",
                "[FR, DE, CH], until: 2026-06-30 | 2030-01-01 | -",
                "[FR, DE, NO, IS, LI] | 2030-01-01 | -"
            })
    void a_list_of_adequate_countries_has_a_date_of_at_most_a_year_ago(
            String countries, String today, @Nullable String expected) throws IOException {
        school.change("transfers.yaml", "[FR, DE]", countries);

        var found =
                Lint.check(config, Circumstances.on(LocalDate.parse(today), List.of())).stream()
                        .filter(finding -> finding.code() == FindingCode.ADEQUACY_UNCHECKED)
                        .toList();

        assertThat(found).hasSize(expected == null ? 0 : 1);
        assertThat(found)
                .allSatisfy(
                        finding -> {
                            assertThat(finding.toString()).contains(expected);
                            assertThat(finding.place().row()).isEqualTo("transfers/union");
                            assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
                        });
    }

    @Test
    void the_shipped_packs_yield_exactly_these_findings() {
        var byOrganisation =
                Lint.check(Path.of("config")).stream()
                        .filter(finding -> finding.code() != FindingCode.PROPOSED_ROW)
                        .collect(
                                Collectors.groupingBy(
                                        finding -> finding.file().getName(2).toString(),
                                        Collectors.collectingAndThen(
                                                Collectors.toList(), SmallFolder::shown)));

        assertThat(byOrganisation).containsOnlyKeys("imp-formation", "upromi");
        assertThat(byOrganisation.get("imp-formation"))
                .isEqualTo(
                        List.of(
                                "another-body published/rights-address",
                                "denied-yet-collected published/nothing-automatic",
                                "either-start published/learners",
                                "no-published-period purposes/compliance",
                                "no-published-period purposes/events-and-catalogue",
                                "no-published-period purposes/prospecting",
                                "no-published-period purposes/rights-requests",
                                "one-period-for-all published/learners",
                                "periods-differ published/never-clients",
                                "processor-elsewhere organisation/imp-moodle",
                                "processor-elsewhere recipients/mailer",
                                "right-not-published rights/post-mortem",
                                "several-addresses published/objection-address",
                                "transfers-differ published/inside-the-union"));
        assertThat(byOrganisation.get("upromi"))
                .isEqualTo(
                        List.of(
                                "clock-from-verification published/answer-time",
                                "funder-asks-longer retention/learning-space",
                                "no-published-period purposes/administration",
                                "no-published-period purposes/certificates",
                                "no-published-period purposes/litigation",
                                "no-published-period purposes/matchmaking",
                                "no-published-period purposes/pedagogic-follow-up",
                                "no-published-period purposes/quality",
                                "no-published-period purposes/recruitment",
                                "no-published-period purposes/statistics",
                                "periods-differ published/prospects",
                                "several-bases published/customer-relations",
                                "several-bases published/prospects",
                                "several-bases published/suppliers",
                                "symbolic-period published/compliance",
                                "symbolic-period published/rights-requests"));
    }

    private void accept(String code, String at, String by) throws IOException {
        school.write(
                "accepted.yaml",
                "accepted:\n  - { code: %s, at: %s, reason: \"la charte change en juillet\", accepted-by: %s, accepted-on: 2026-03-01, until: 2026-06-30 }"
                        .formatted(code, at, by));
    }

    private Decision ask(String day) {
        var pack = Packs.load(config).pack(SCHOOL);
        var at = LocalDate.parse(day).atTime(LocalTime.NOON).atZone(ZoneId.of("Europe/Paris"));
        var question =
                Question.forPurpose(
                                Operation.READ,
                                TEACHING,
                                Asker.of(new RoleKey("trainer")),
                                Map.of(new FieldName("gradeRaw"), DataCategory.GRADE),
                                at.toInstant())
                        .with(
                                List.of(
                                        new Evidence.Contract(
                                                "C-1",
                                                LocalDate.parse("2026-01-05"),
                                                Optional.empty())));
        return Policies.decide(pack, question);
    }
}
