package org.passerelle.retention.holds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.passerelle.policy.FactKey.CONTRACT_END;
import static org.passerelle.policy.FactKey.CONTRACT_START;
import static org.passerelle.retention.RetentionFixture.UPROMI;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Evidence;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.Standing.Mark;
import org.passerelle.policy.Standing.Stage;
import org.passerelle.retention.RetentionFixture;
import org.passerelle.testing.TestStore;

class HoldsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final LocalDate END = LocalDate.parse("2027-01-31");

    private RetentionFixture fixture;
    private RetentionFixture.Learner anna;

    @BeforeEach
    void start() {
        STORE.empty("facts", "retention_clocks", "holds", "journal_entries", "subjects");
        fixture = new RetentionFixture(STORE, "2026-03-09T10:15:30Z");
        anna = fixture.learner(UPROMI);
    }

    @Test
    void a_hold_is_listed_until_it_is_lifted_and_both_are_journalled() {
        var placed =
                fixture.holds.place(placing(HoldKind.LEGAL_HOLD, Optional.of(END)), "dominique");
        long id = ((Holds.Outcome.Placed) placed).id();

        assertThat(fixture.holds.list(0, 10))
                .containsExactly(
                        new Hold(
                                id,
                                anna.subject(),
                                HoldKind.LEGAL_HOLD,
                                "claim-open",
                                Optional.of(END),
                                "dominique",
                                fixture.clock.instant()));
        assertThat(fixture.holds.lift(id, "dominique"))
                .isEqualTo(new Holds.Outcome.Lifted(anna.subject()));
        assertThat(fixture.holds.lift(id, "dominique")).isEqualTo(new Holds.Outcome.NotStanding());
        assertThat(fixture.holds.list(0, 10)).isEmpty();
        assertThat(actions()).containsExactly("hold-placed legal-hold", "hold-lifted legal-hold");
    }

    @Test
    void a_hold_with_a_last_day_ends_with_it() {
        fixture.holds.place(
                placing(HoldKind.RESTRICTION, Optional.of(LocalDate.parse("2026-03-10"))), "dpo");
        fixture.clock.set(Instant.parse("2026-03-10T22:59:59Z"));
        var lastDay = fixture.standings.of(anna.subject()).orElseThrow().standing().marks();

        fixture.clock.set(Instant.parse("2026-03-10T23:00:00Z"));

        assertThat(lastDay).containsExactly(Mark.RESTRICTED);
        assertThat(fixture.standings.of(anna.subject()).orElseThrow().standing().marks()).isEmpty();
    }

    @Test
    void nobody_places_a_hold_that_follows_from_facts_or_gives_free_text_as_reason() {
        assertThatThrownBy(() -> placing(HoldKind.FUNDER_PROOF_MISSING, Optional.empty()))
                .hasMessageContaining("funder-proof-missing");
        assertThatThrownBy(
                        () ->
                                new Holds.Placing(
                                        anna.subject(),
                                        HoldKind.LEGAL_HOLD,
                                        "Anna went to court",
                                        Optional.of(LocalDate.of(2027, 1, 31))))
                .hasMessageContaining("no free text");
    }

    @Test
    void a_legal_hold_has_an_end_and_one_that_has_not_passed() {
        assertThatThrownBy(() -> placing(HoldKind.LEGAL_HOLD, Optional.empty()))
                .hasMessageContaining("a legal hold has a last day");
        var yesterday = LocalDate.ofInstant(fixture.clock.instant(), ZoneOffset.UTC).minusDays(1);

        assertThat(fixture.holds.place(placing(HoldKind.LEGAL_HOLD, Optional.of(yesterday)), "dpo"))
                .isEqualTo(new Holds.Outcome.Over());
        assertThat(STORE.count("holds")).isZero();
    }

    @Test
    void a_hold_on_nobody_is_refused() {
        var stranger =
                new Holds.Placing(
                        new SubjectId(4, 2), HoldKind.RESTRICTION, "claim-open", Optional.empty());

        assertThat(fixture.holds.place(stranger, "dpo"))
                .isEqualTo(new Holds.Outcome.UnknownSubject());
        assertThat(STORE.count("holds")).isZero();
    }

    @Test
    void a_standing_tells_phases_marks_and_contracts_of_today() {
        fixture.tell(anna, CONTRACT_START, "2025-09-01");
        fixture.tell(anna, CONTRACT_END, "2026-01-31");
        fixture.holds.place(placing(HoldKind.RESTRICTION, Optional.empty()), "dpo");

        var known = fixture.standings.of(anna.subject()).orElseThrow();

        assertThat(known.standing().stageFor(new PurposeKey("learning-space")))
                .isEqualTo(Stage.ERASED);
        assertThat(known.standing().stageFor(new PurposeKey("pedagogic-follow-up")))
                .isEqualTo(Stage.ARCHIVED);
        assertThat(known.standing().stageFor(new PurposeKey("compliance"))).isEqualTo(Stage.ACTIVE);
        assertThat(known.standing().marks()).containsExactly(Mark.RESTRICTED);
        assertThat(known.evidence())
                .containsExactly(
                        new Evidence.Contract(
                                "fact",
                                LocalDate.parse("2025-09-01"),
                                Optional.of(LocalDate.parse("2026-01-31"))));
    }

    @Test
    void the_standing_of_an_erased_subject_is_a_tombstone_and_nobody_has_none() {
        fixture.erased(anna.subject());

        assertThat(fixture.standings.of(anna.subject()).orElseThrow().standing().marks())
                .containsExactly(Mark.TOMBSTONED);
        assertThat(fixture.standings.of(new SubjectId(4, 2))).isEmpty();
    }

    private Holds.Placing placing(HoldKind kind, Optional<LocalDate> until) {
        return new Holds.Placing(anna.subject(), kind, "claim-open", until);
    }

    private static List<String> actions() {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT CONCAT(action, ' ', outcome) FROM journal_entries ORDER BY id")
                                        .mapTo(String.class)
                                        .list());
    }
}
