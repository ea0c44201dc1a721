package org.passerelle.commands.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.commands.Recheck;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.commands.hands.LosingHands;
import org.passerelle.commands.hands.Readiness;
import org.passerelle.learning.RolesSeen;
import org.passerelle.messages.Address;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.RuleKey;
import org.passerelle.testing.TestStore;

class StepGateTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private CommandWorld world;
    private SubjectId zoe;

    @BeforeEach
    void anew() {
        STORE.empty(CommandWorld.TABLES);
        world = new CommandWorld(STORE, folder);
        zoe = world.subject();
        world.platform.account(zoe).enrolments.put(CommandWorld.COURSE, "manual");
    }

    @Test
    void an_unenrolment_is_refused_when_the_funders_proof_went_missing_after_the_approval() {
        var id = world.approved(CommandType.UNENROL, zoe);
        world.verdict = new Recheck.Verdict.OnHold("funder-proof-missing");

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.REFUSED);
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void other_roles_and_unread_roles_need_a_person_who_may_take_it_upon_themselves() {
        world.roles.put(zoe, new RolesSeen.Standing.OtherRoles(Set.of("editingteacher")));
        var id = world.approved(CommandType.SUSPEND, zoe);
        world.pump();
        assertThat(world.state(id)).isEqualTo(CommandState.NEEDS_PERSON);
        assertThat(world.platform.writes).isEmpty();

        world.desk.resume(List.of(id), "bob");
        world.pump();
        assertThat(world.state(id)).isEqualTo(CommandState.NEEDS_PERSON);

        world.desk.waive(List.of(id), "claire");
        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.command(id).waivedBy()).hasValue("claire");
    }

    @Test
    void a_subject_whose_roles_were_never_read_is_not_touched() {
        world.roles.put(zoe, new RolesSeen.Standing.Unread());
        var id = world.approved(CommandType.ERASE, zoe);

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.NEEDS_PERSON);
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void an_administrators_account_is_refused() {
        world.platform.account(zoe).administrator = true;
        var id = world.approved(CommandType.ERASE, zoe);

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.REFUSED);
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void the_token_of_a_site_administrator_is_refused() {
        world.platform.readiness = new Readiness.TooPowerful("a site administrator's token");
        var id = world.approved(CommandType.SUSPEND, zoe);

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.REFUSED);
        assertThat(world.command(id).reason()).contains("site administrator");
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void a_fact_that_arrives_after_the_approval_cancels_the_command() {
        var id = world.approved(CommandType.ERASE, zoe);
        world.verdict =
                new Recheck.Verdict.NoLongerDue(new RuleKey("retention/x"), "a new enrolment");

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.CANCELLED);
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void a_hold_delays_and_is_asked_again() {
        var id = world.approved(CommandType.ERASE, zoe);
        world.verdict = new Recheck.Verdict.OnHold("legal-hold");
        world.pump();
        assertThat(world.state(id)).isEqualTo(CommandState.ISSUED);
        assertThat(world.platform.writes).isEmpty();

        world.verdict = new Recheck.Verdict.StillDue();
        world.later(Duration.ofHours(7));

        assertThat(world.step(id, StepName.SCRUB)).isEqualTo(StepState.DONE);
    }

    @Test
    void an_unenrolment_whose_answer_was_lost_and_that_is_no_longer_wanted_needs_a_person() {
        world.platform.loseAnswers(1);
        var id = world.approved(CommandType.UNENROL, zoe);
        world.pump();
        assertThat(world.step(id, StepName.UNENROL)).isEqualTo(StepState.UNKNOWN);

        world.verdict = new Recheck.Verdict.OnHold("funder-proof-missing");
        world.later(Duration.ofMinutes(6));

        assertThat(world.state(id)).isEqualTo(CommandState.NEEDS_PERSON);
    }

    @Test
    void facts_are_asked_again_after_an_outage_in_which_nothing_was_written() {
        world.platform.readinessFails = 1;
        var id = world.approved(CommandType.SUSPEND, zoe);
        world.pump();
        assertThat(world.step(id, StepName.SUSPEND)).isEqualTo(StepState.RETRY);

        world.verdict =
                new Recheck.Verdict.NoLongerDue(new RuleKey("retention/x"), "a new enrolment");
        world.later(Duration.ofMinutes(6));

        assertThat(world.state(id)).isEqualTo(CommandState.CANCELLED);
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void a_scrub_that_was_cut_off_is_finished_whatever_the_facts_say() {
        var id = world.approved(CommandType.ERASE, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        world.executor(new LosingHands(world.platform, 2))
                .execute(message.headers(), message.body());
        assertThat(world.step(id, StepName.SCRUB)).isEqualTo(StepState.UNKNOWN);

        world.verdict =
                new Recheck.Verdict.NoLongerDue(new RuleKey("retention/x"), "a new enrolment");
        world.later(Duration.ofMinutes(6));

        assertThat(world.step(id, StepName.SCRUB).succeeded()).isTrue();
        assertThat(world.step(id, StepName.REQUEST)).isEqualTo(StepState.DONE);
    }
}
