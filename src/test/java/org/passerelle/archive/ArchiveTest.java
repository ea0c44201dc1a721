package org.passerelle.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.archive.Archive.Opened;
import org.passerelle.archive.ArchiveFixture.Learner;
import org.passerelle.archive.FunderProofs.Outcome;
import org.passerelle.keys.Compartment;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.Retention;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class ArchiveTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final OrganisationKey IMP = new OrganisationKey("imp-formation");
    private static final Archive.Reading CONTROL =
            new Archive.Reading("lise", Motive.FUNDER_CONTROL, "control-2027-11");

    private final SettableClock clock = new SettableClock("2026-03-09T10:15:30Z");
    private final ArchiveFixture fixture = new ArchiveFixture(STORE, clock);

    @BeforeEach
    void empty() {
        STORE.empty("archive_records", "facts", "retention_clocks", "journal_entries");
    }

    private Learner funded(FactKey... funders) {
        var learner = fixture.learner(ArchiveFixture.IMP);
        for (FactKey funder : funders) {
            fixture.tell(learner, funder, "2025-01-10", 7);
        }
        fixture.tell(learner, FactKey.CONTRACT_END, "2025-06-30", 7);
        fixture.tell(learner, FactKey.CERTIFICATE_ISSUED, "2025-07-01", 7);
        return learner;
    }

    private List<Outcome> file(Learner learner) {
        return fixture.proofs.file(learner.subject(), learner.platform(), "dora");
    }

    private ArchiveRecord only() {
        var records = fixture.archive.list(IMP, 0, 10);
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    private String content(ArchiveRecord record) {
        assertThat(fixture.archive.open(record, CONTROL)).isInstanceOf(Opened.Content.class);
        return ((Opened.Content) fixture.archive.open(record, CONTROL)).content().toString();
    }

    @Test
    void of_several_funders_the_longest_wins_and_is_named() {
        var learner =
                funded(FactKey.FUNDED_BY_OPCO, FactKey.FUNDED_BY_OCAPIAT, FactKey.FUNDED_BY_EU);

        assertThat(file(learner))
                .containsExactly(
                        new Outcome.Filed(
                                new CourseId(7),
                                "overlays/eu",
                                Set.of("overlays/eu", "overlays/ocapiat", "overlays/opco"),
                                LocalDate.parse("2035-06-30")));
        assertThat(only().filing().rule()).isEqualTo("overlays/eu");
    }

    @Test
    void each_funder_has_its_own_period() {
        file(funded(FactKey.FUNDED_BY_OPCO));
        file(funded(FactKey.FUNDED_BY_OCAPIAT));

        assertThat(fixture.archive.list(IMP, 0, 10))
                .extracting(record -> record.filing().until().toString())
                .containsExactly("2028-12-31", "2031-06-30");
    }

    @Test
    void a_proof_holds_the_name_the_dates_and_the_times_of_its_own_course_and_nothing_more() {
        file(funded(FactKey.FUNDED_BY_OPCO));

        assertThat(content(only()))
                .contains("Exemple", "2020-01-7", "access-7", "done-7")
                .contains("\"contract-end\":\"2025-06-30\"", "mobilians.fr")
                .doesNotContain("access-8", "done-8", "zoe@imp.example", "Bravo", "\"grade\"");
    }

    @Test
    void a_filed_proof_lets_the_account_go_and_an_incomplete_one_does_not() {
        var complete = funded(FactKey.FUNDED_BY_OPCO);
        var incomplete = fixture.learner(ArchiveFixture.IMP);
        fixture.tell(incomplete, FactKey.FUNDED_BY_OPCO, "2025-01-10", 7);
        fixture.tell(incomplete, FactKey.CONTRACT_END, "2025-06-30", 7);

        fixture.rounds.run();

        assertThat(missing(complete)).isEmpty();
        assertThat(missing(incomplete)).isNotEmpty();
        assertThat(file(incomplete))
                .containsExactly(new Outcome.Incomplete(new CourseId(7), Set.of("certificate")));
        assertThat(only().filing().subject()).isEqualTo(complete.subject());
        fixture.rounds.run();
        assertThat(only().filedBy()).isEqualTo("archive");
    }

    private Set<?> missing(Learner learner) {
        var known = fixture.kept.of(learner.subject()).orElseThrow();
        return Retention.proofsMissing(known.facts(), known.pack().overlays());
    }

    @Test
    void an_archive_record_outlives_the_erasure_of_the_account_and_ends_on_its_own_day() {
        var learner = funded(FactKey.FUNDED_BY_OPCO);
        fixture.keys.create(List.of(learner.subject()));
        file(learner);

        fixture.keys.destroy(learner.subject(), Compartment.LIVE);
        assertThat(content(only())).contains("Exemple");

        clock.advance(Duration.ofDays(366 * 3));
        fixture.rounds.run();

        var ended = only();
        assertThat(ended.destroyedAt()).isPresent();
        assertThat(fixture.archive.open(ended, CONTROL)).isEqualTo(new Opened.Gone(ended));
        assertThat(text("SELECT LENGTH(sealed) FROM archive_records")).containsExactly("0");
    }

    @Test
    void each_reading_is_written_down_before_anything_is_opened() {
        file(funded(FactKey.FUNDED_BY_OPCO));
        STORE.empty("journal_entries");

        fixture.archive.open(only(), CONTROL);

        assertThat(
                        text(
                                "SELECT CONCAT(actor, ' ', action, ' ', outcome, ' ', details) FROM journal_entries"))
                .singleElement()
                .asString()
                .startsWith("lise archive-read funder-control")
                .contains("control-2027-11");
    }

    @Test
    void a_reading_asks_the_pack_and_shows_no_field_that_it_withholds() {
        var learner = fixture.learner(ArchiveFixture.IMP);
        fixture.filings.file(
                new CategoryFilings.Whose(IMP, learner.platform(), learner.subject()),
                new CategoryFilings.Kept(
                        "prescription",
                        EnumSet.of(DataCategory.GRADE, DataCategory.FEEDBACK),
                        LocalDate.parse("2030-01-01"),
                        "retention/learning-records"),
                "dora");

        var opened = (Opened.Content) fixture.archive.open(only(), CONTROL);

        assertThat(opened.content().toString())
                .contains("Exemple", "\"grade\":10")
                .doesNotContain("Bravo");
        assertThat(opened.withheld()).containsKey("feedback").doesNotContainKey("grade");
        var decision = fixture.decisions.find(opened.decision()).orElseThrow();
        assertThat(decision.about()).isEqualTo("archive");
        assertThat(decision.actor()).isEqualTo("lise");
        assertThat(decision.subject()).contains(learner.subject());
        assertThat(decision.answer().path("decision").asText()).isEqualTo("reduced");
        assertThat(decision.question().path("recipient").asText()).isEqualTo("archive-reader");
        assertThat(decision.question().path("evidence").toString()).contains("funder-control");
    }

    @Test
    void what_the_pack_denies_is_not_shown_and_the_denial_is_journalled() {
        file(funded(FactKey.FUNDED_BY_OPCO));
        clock.set(Instant.parse("1999-01-01T00:00:00Z"));

        var opened = fixture.archive.open(only(), CONTROL);

        assertThat(opened)
                .isInstanceOfSatisfying(
                        Opened.Denied.class,
                        denied ->
                                assertThat(denied.reason())
                                        .startsWith("decision/pack-not-effective"));
        assertThat(text("SELECT action FROM journal_entries WHERE actor = 'lise' ORDER BY id"))
                .containsExactly("archive-read", "archive-denied");
    }

    @Test
    void categories_an_assessment_keeps_are_filed_without_the_others() {
        var learner = fixture.learner(ArchiveFixture.IMP);

        fixture.filings.file(
                new CategoryFilings.Whose(IMP, learner.platform(), learner.subject()),
                new CategoryFilings.Kept(
                        "prescription",
                        EnumSet.of(DataCategory.GRADE),
                        LocalDate.parse("2030-01-01"),
                        "retention/learning-records"),
                "dora");

        assertThat(content(only()))
                .contains("Exemple", "\"grade\":10")
                .doesNotContain("Bravo", "access-7", "zoe@imp.example");
    }

    @Test
    void nothing_lies_in_the_archive_in_clear_and_each_organisation_sees_its_own() {
        file(funded(FactKey.FUNDED_BY_OPCO));

        assertThat(text("SELECT CONVERT(sealed USING latin1) FROM archive_records"))
                .noneMatch(bytes -> bytes.contains("Exemple"));
        assertThat(fixture.archive.list(new OrganisationKey("upromi"), 0, 10)).isEmpty();
    }

    private static List<String> text(String sql) {
        return STORE.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
