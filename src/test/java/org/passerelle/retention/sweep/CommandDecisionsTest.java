package org.passerelle.retention.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.policy.FactKey.CONTRACT_END;
import static org.passerelle.policy.FactKey.CONTRACT_START;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.Proposal;
import org.passerelle.commands.Recheck.Verdict;
import org.passerelle.decisions.DecisionRecord;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.policy.RuleKey;
import org.passerelle.retention.RetentionFixture;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.retention.holds.Holds;
import org.passerelle.testing.TestStore;

class CommandDecisionsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final PlatformKey UPROMI = new PlatformKey("upromi-moodle");
    private static final RuleKey SPACE = new RuleKey("retention/learning-space");

    private RetentionFixture fixture;
    private RetentionFixture.Learner anna;
    private JdbcDecisions log;

    @BeforeEach
    void start() {
        STORE.empty("decisions", "facts", "holds", "retention_clocks", "subjects");
        fixture = new RetentionFixture(STORE, "2026-03-09T10:00:00Z");
        log = new JdbcDecisions(STORE.jdbi(), fixture.clock);
        anna = fixture.learner(UPROMI);
        fixture.tell(anna, CONTRACT_END, "2026-01-31");
    }

    @Test
    void a_proposal_is_kept_with_the_row_of_the_pack_that_made_it_due_and_its_clause() {
        new CommandDecisions(fixture.ground, log).proposed(new CommandId(12), erasure());

        var kept = kept().getFirst();

        assertThat(kept.about()).isEqualTo("command");
        assertThat(kept.reference()).isEqualTo("command 12 proposed");
        assertThat(kept.pack()).hasToString("upromi@2026.1");
        assertThat(kept.answer().path("decision").asText()).isEqualTo("permitted");
        assertThat(kept.answer().path("rules").findValuesAsText("clause")).isNotEmpty();
        assertThat(kept.question().path("inputs").path("rule").asText()).isEqualTo(SPACE.value());
        assertThat(kept.question().path("inputs").path("clause").asText()).contains("Durées");
        assertThat(kept.question().path("inputs").path("dueOn").asText()).isEqualTo("2026-02-01");
    }

    @Test
    void each_asking_before_a_command_acts_is_one_row_in_the_transaction_of_who_asks() {
        var verdict = fixture.stillDue.stillDue(erasure());

        assertThat(verdict).isEqualTo(new Verdict.StillDue());
        assertThat(kept())
                .extracting(found -> found.answer().path("decision").asText())
                .containsExactly("permitted");
    }

    @Test
    void a_hold_that_stands_in_the_way_is_kept_as_a_refusal() {
        var placing =
                new Holds.Placing(
                        anna.subject(),
                        HoldKind.LEGAL_HOLD,
                        "claim-open",
                        Optional.of(LocalDate.of(2027, 3, 9)));
        assertThat(fixture.holds.place(placing, "dpo")).isInstanceOf(Holds.Outcome.Placed.class);

        fixture.stillDue.stillDue(erasure());

        var answer = kept().getFirst().answer();
        assertThat(answer.path("decision").asText()).isEqualTo("denied");
        assertThat(answer.path("rules").path(0).path("rule").asText()).isEqualTo("decision/hold");
        assertThat(answer.path("reason").asText()).contains("legal-hold");
    }

    @Test
    void a_period_that_does_not_want_the_command_any_more_is_named_as_the_rule() {
        fixture.tell(anna, CONTRACT_START, "2026-02-15");

        fixture.stillDue.stillDue(erasure());

        var answer = kept().getFirst().answer();
        assertThat(answer.path("decision").asText()).isEqualTo("denied");
        assertThat(answer.path("rules").path(0).path("rule").asText()).isEqualTo(SPACE.value());
        assertThat(answer.path("rules").path(0).path("clause").asText()).contains("Durées");
    }

    private List<DecisionRecord> kept() {
        return log.about(anna.subject(), 0, 10);
    }

    private Proposal erasure() {
        var pack = RetentionFixture.PACKS.packOf(UPROMI).orElseThrow();
        return new Proposal(
                pack.version().organisation(),
                UPROMI,
                anna.subject(),
                CommandType.ERASE,
                Optional.empty(),
                SPACE,
                pack.retention(SPACE).orElseThrow().citation().clause(),
                pack.version(),
                LocalDate.of(2026, 2, 1),
                "engine");
    }
}
