package org.passerelle.retention.holds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.policy.FactKey;
import org.passerelle.retention.RetentionFixture;
import org.passerelle.retention.RetentionFixture.Learner;
import org.passerelle.testing.TestStore;

class WideHoldsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final OrganisationKey IMP_KEY = new OrganisationKey("imp-formation");
    private static final PlatformKey IMP = new PlatformKey("imp-moodle");
    private static final PlatformKey UPROMI = new PlatformKey("upromi-moodle");
    private static final LocalDate UNTIL = LocalDate.parse("2026-12-31");

    private final RetentionFixture fixture = new RetentionFixture(STORE, "2026-03-09T10:15:30Z");
    private final WideHolds holds = new WideHolds(fixture.ground, fixture.tables);
    private final Obstacles obstacles = new Obstacles(fixture.ground, fixture.tables);

    @BeforeEach
    void empty() {
        STORE.empty("wide_holds", "holds", "facts");
    }

    private boolean held(Learner learner) {
        var pack = fixture.ground.packs().packOf(learner.platform()).orElseThrow();
        return obstacles.placed(List.of(learner.subject()), pack).containsKey(learner.subject());
    }

    private WideHolds.Outcome place(Optional<WideHold.OfCourse> course) {
        return holds.place(new WideHolds.Placing(IMP_KEY, course, "audit-2027", UNTIL), "dora");
    }

    @Test
    void a_hold_on_an_organisation_covers_everybody_there_and_nobody_elsewhere() {
        var ours = fixture.learner(IMP);
        var theirs = fixture.learner(UPROMI);

        place(Optional.empty());

        assertThat(held(ours)).isTrue();
        assertThat(held(theirs)).isFalse();
    }

    @Test
    void a_hold_on_a_course_covers_whoever_a_fact_ties_to_it() {
        var inside = fixture.learner(IMP);
        var outside = fixture.learner(IMP);
        fixture.tell(inside, FactKey.CONTRACT_END, "2026-01-31", 7);
        fixture.tell(outside, FactKey.CONTRACT_END, "2026-01-31", 8);

        place(Optional.of(new WideHold.OfCourse(IMP, new CourseId(7))));

        assertThat(held(inside)).isTrue();
        assertThat(held(outside)).isFalse();
    }

    @Test
    void it_ends_on_its_last_day_or_when_it_is_lifted() {
        var learner = fixture.learner(IMP);
        place(Optional.empty());
        fixture.clock.advance(Duration.ofDays(298));
        assertThat(held(learner)).isFalse();
        fixture.clock.advance(Duration.ofDays(-298));
        assertThat(held(learner)).isTrue();

        assertThat(holds.lift(holds.list(IMP_KEY).getFirst(), "dora")).isTrue();

        assertThat(held(learner)).isFalse();
        assertThat(holds.list(IMP_KEY)).isEmpty();
    }

    @Test
    void a_course_of_another_organisation_and_a_day_that_has_passed_are_refused() {
        assertThat(place(Optional.of(new WideHold.OfCourse(UPROMI, new CourseId(7)))))
                .isEqualTo(new WideHolds.Outcome.NotTheirs());
        assertThat(
                        holds.place(
                                new WideHolds.Placing(
                                        IMP_KEY,
                                        Optional.empty(),
                                        "audit-2027",
                                        LocalDate.parse("2026-03-08")),
                                "dora"))
                .isEqualTo(new WideHolds.Outcome.Over());
    }
}
