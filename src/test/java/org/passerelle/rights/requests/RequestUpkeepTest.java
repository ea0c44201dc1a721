package org.passerelle.rights.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.policy.pack.Packs;
import org.passerelle.rights.RightsFixture;
import org.passerelle.rights.deadlines.Urgency;
import org.passerelle.testing.TestStore;

class RequestUpkeepTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private RightsFixture rights;
    private RequestUpkeep upkeep;
    private Request request;

    @BeforeEach
    void set_up() {
        STORE.empty("rights_requests", "rights_events", "rights_lines", "journal_entries");
        rights = new RightsFixture(STORE, "2026-08-31T10:00:00Z");
        upkeep = new RequestUpkeep(rights.ground, rights.tables);
        request = rights.identified(RequestType.ACCESS, rights.learner());
    }

    @Test
    void each_stage_is_warned_of_once() {
        for (int day = 0; day < 32; day++) {
            upkeep.run();
            upkeep.run();
            rights.clock.advance(Duration.ofDays(1));
        }

        assertThat(warnings()).containsExactly("half-gone", "mostly-gone", "last-days", "overdue");
    }

    @Test
    void an_erasure_warns_of_the_ten_days_of_the_pack_before_the_legal_month() {
        var erasure = rights.identified(RequestType.ERASURE, rights.learner());
        assertThat(erasure.target().orElseThrow().dueOn()).isEqualTo("2026-09-10");
        assertThat(erasure.deadline().dueOn()).isEqualTo("2026-09-30");
        assertThat(request.target()).as("access has no target").isEmpty();
        var days = new ArrayList<Long>();
        for (int day = 0; day < 12; day++) {
            int before = warnings(erasure, "target-warning").size();
            upkeep.run();
            upkeep.run();
            if (warnings(erasure, "target-warning").size() > before) {
                days.add((long) day);
            }
            rights.clock.advance(Duration.ofDays(1));
        }

        assertThat(warnings(erasure, "target-warning"))
                .containsExactly("half-gone", "last-days", "overdue");
        assertThat(days).containsExactly(5L, 7L, 11L);
        assertThat(warnings(erasure, "deadline-warning")).isEmpty();
        var counts = new RequestCounts(rights.ground, rights.tables).byOrganisation();
        assertThat(counts.get(RightsFixture.UPROMI).target().get(Urgency.OVERDUE)).isEqualTo(1);
        assertThat(counts.get(RightsFixture.UPROMI).legal().get(Urgency.OVERDUE)).isZero();
        assertThat(counts.get(RightsFixture.IMP).target().get(Urgency.OVERDUE)).isZero();
    }

    @Test
    void an_answered_request_warns_of_nothing() {
        rights.desk.refuse(request.id(), "excessive", "claire");
        rights.desk.answers().answered(request.id(), rights.today(), "claire");

        rights.clock.advance(Duration.ofDays(60));
        upkeep.run();

        assertThat(warnings()).isEmpty();
    }

    @Test
    void the_applicants_words_are_erased_a_month_after_the_end_and_the_rest_stays() {
        rights.desk.refuse(request.id(), "excessive", "claire");
        rights.desk.answers().answered(request.id(), rights.today(), "claire");
        rights.desk.answers().close(request.id(), "claire");

        rights.clock.advance(Duration.ofDays(30));
        upkeep.run();
        var before = rights.desk.applicant(request);
        rights.clock.advance(Duration.ofSeconds(1));
        upkeep.run();
        upkeep.run();

        assertThat(before).isPresent();
        assertThat(rights.desk.applicant(request)).isEmpty();
        assertThat(rights.journal(request.id()))
                .filteredOn(entry -> entry.contains("forgotten"))
                .hasSize(1);
        assertThat(rights.state(request.id())).isEqualTo(RequestState.CLOSED);
    }

    @Test
    void a_directive_for_after_death_is_kept_until_there_is_another_or_nothing_it_is_about() {
        var learner = rights.learner();
        var first = directive(learner);
        rights.clock.advance(Duration.ofDays(400));
        upkeep.run();
        var standing = rights.desk.applicant(first);

        var second = directive(learner);
        rights.clock.advance(Duration.ofDays(31));
        upkeep.run();
        var replaced = rights.desk.applicant(first);
        var newer = rights.desk.applicant(second);
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "UPDATE subjects SET erased_at = ? WHERE subject_id = ?",
                                        rights.clock.instant(),
                                        learner.subject().bytes()));
        upkeep.run();

        assertThat(standing).isPresent();
        assertThat(replaced).isEmpty();
        assertThat(newer).isPresent();
        assertThat(rights.desk.applicant(second)).isEmpty();
    }

    @Test
    void the_register_forgets_a_request_five_years_after_its_end_and_says_so() {
        rights.desk.refuse(request.id(), "excessive", "claire");
        rights.desk.answers().answered(request.id(), rights.today(), "claire");
        rights.desk.answers().close(request.id(), "claire");
        rights.clock.advance(Duration.ofDays(40));
        upkeep.run();

        rights.clock.advance(Duration.ofDays(5 * 365 - 60));
        upkeep.run();
        var before = rights.desk.find(request.id());
        rights.clock.advance(Duration.ofDays(25));
        upkeep.run();

        assertThat(before).isPresent();
        assertThat(rights.desk.find(request.id())).isEmpty();
        assertThat(STORE.count("rights_events")).isZero();
        assertThat(rights.journal(request.id()))
                .filteredOn(entry -> entry.contains("request-deleted"))
                .hasSize(1);
    }

    @Test
    void each_organisation_keeps_its_register_as_its_own_pack_says(@TempDir Path folder)
            throws IOException {
        copyConfig(folder);
        var file = folder.resolve("organisations/upromi/policy/retention.yaml");
        var text = Files.readString(file);
        int row = text.indexOf("key: rights-requests");
        Files.writeString(
                file,
                text.substring(0, row) + text.substring(row).replaceFirst("for: P5Y", "for: P3Y"));
        rights.desk.refuse(request.id(), "excessive", "claire");
        rights.desk.answers().answered(request.id(), rights.today(), "claire");
        rights.desk.answers().close(request.id(), "claire");
        rights.clock.advance(Duration.ofDays(40));
        upkeep.run();
        rights.clock.advance(Duration.ofDays(3 * 365));

        upkeep.run();
        var withFiveYears = rights.desk.find(request.id());
        new RequestUpkeep(with(Packs.load(folder)), rights.tables).run();

        assertThat(withFiveYears).isPresent();
        assertThat(rights.desk.find(request.id())).isEmpty();
    }

    private static void copyConfig(Path to) throws IOException {
        try (var files = Files.walk(Path.of("config"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var copy = to.resolve(Path.of("config").relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private RightsGround with(Packs packs) {
        var ground = rights.ground;
        return new RightsGround(
                ground.transactions(), packs, ground.journal(), ground.clock(), ground.settings());
    }

    private Request directive(RightsFixture.Learner learner) {
        var request = rights.identified(RequestType.POST_MORTEM, learner);
        rights.assessments().assess(request.id(), List.of(), "claire");
        rights.assessments().approve(request.id(), Optional.empty(), "claire");
        rights.desk.answers().answered(request.id(), rights.today(), "claire");
        rights.desk.answers().close(request.id(), "claire");
        return request;
    }

    private List<String> warnings() {
        return warnings(request, "deadline-warning");
    }

    private List<String> warnings(Request of, String action) {
        return rights.desk.outline(of.id()).orElseThrow().events().stream()
                .filter(event -> event.action().equals(action))
                .map(event -> event.details().get("urgency"))
                .toList();
    }
}
