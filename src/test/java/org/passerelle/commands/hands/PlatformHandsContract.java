package org.passerelle.commands.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.passerelle.commands.hands.FormerIdentity.Part;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;

/** What every implementation of {@link PlatformHands} promises. Each test gets a new stage. */
public interface PlatformHandsContract {
    String MARKER = "erase-0123456789";

    Stage stage();

    /** A platform with one learner, one administrator and a canary. */
    interface Stage {
        PlatformHands hands();

        Target learner();

        Target administrator();

        /** The learner is enrolled here by hand. */
        CourseId course();

        /** The learner is enrolled here by a method that no command ends. */
        CourseId selfEnrolled();

        /** Whether the administrator still is in that same course, as at first. */
        boolean administratorIsEnrolled();

        /** How many writes the platform has received. */
        int writes();

        void runCron();
    }

    @Test
    default void a_token_of_the_right_kind_is_ready() {
        var stage = stage();

        assertThat(stage.hands().readiness(stage.learner().platform()))
                .isEqualTo(new Readiness.Ready());
    }

    @Test
    default void looking_shows_by_what_the_account_is_found_and_prints_none_of_it() {
        var stage = stage();

        var seen = (AccountSeen.Present) stage.hands().look(stage.learner());

        assertThat(seen.suspended()).isFalse();
        var mail = seen.identity().value(Part.MAIL_ADDRESS).orElseThrow();
        assertThat(seen.identity().value(Part.LEARNER_NUMBER)).isPresent();
        assertThat(seen.toString()).doesNotContain(mail);
        assertThat(stage.writes()).isZero();
    }

    @Test
    default void suspending_twice_writes_once() {
        var stage = stage();

        var first = stage.hands().suspend(stage.learner());
        var second = stage.hands().suspend(stage.learner());

        assertThat(first).isInstanceOf(StepResult.Done.class);
        assertThat(second).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(stage.writes()).isEqualTo(1);
        assertThat(stage.hands().look(stage.learner()))
                .extracting(seen -> ((AccountSeen.Present) seen).suspended())
                .isEqualTo(true);
    }

    @Test
    default void lifting_writes_only_where_something_is_suspended() {
        var stage = stage();

        var nothing = stage.hands().lift(stage.learner());
        stage.hands().suspend(stage.learner());
        var lifted = stage.hands().lift(stage.learner());

        assertThat(nothing).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(lifted).isInstanceOf(StepResult.Done.class);
        assertThat(stage.writes()).isEqualTo(2);
    }

    @Test
    default void an_administrator_is_never_suspended() {
        var stage = stage();

        assertThat(stage.hands().suspend(stage.administrator()))
                .isInstanceOf(StepResult.Refused.class);
        assertThat(stage.hands().look(stage.administrator()))
                .extracting(seen -> ((AccountSeen.Present) seen).suspended())
                .isEqualTo(false);
    }

    @Test
    default void unenrolling_twice_writes_once() {
        var stage = stage();

        var first = stage.hands().unenrol(stage.learner(), stage.course());
        int writes = stage.writes();
        var second = stage.hands().unenrol(stage.learner(), stage.course());

        assertThat(first).isInstanceOf(StepResult.Done.class);
        assertThat(second).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(stage.writes()).isEqualTo(writes);
    }

    @Test
    default void an_administrator_is_neither_unenrolled_nor_rectified() {
        var stage = stage();
        Map<FieldName, FieldValue> city =
                Map.of(new FieldName("city"), new FieldValue.Text("Besançon"));

        assertThat(stage.hands().unenrol(stage.administrator(), stage.course()))
                .isInstanceOf(StepResult.Refused.class);
        assertThat(stage.administratorIsEnrolled()).isTrue();
        assertThat(stage.hands().rectify(stage.administrator(), city))
                .isInstanceOf(StepResult.Refused.class);
    }

    @Test
    default void an_enrolment_by_another_method_that_stays_needs_a_person() {
        var stage = stage();

        assertThat(stage.hands().unenrol(stage.learner(), stage.selfEnrolled()))
                .isInstanceOf(StepResult.NeedsPerson.class);
    }

    @Test
    default void rectifying_twice_writes_once() {
        var stage = stage();
        Map<FieldName, FieldValue> city =
                Map.of(new FieldName("city"), new FieldValue.Text("Besançon"));

        var first = stage.hands().rectify(stage.learner(), city);
        var second = stage.hands().rectify(stage.learner(), city);

        assertThat(first).isInstanceOf(StepResult.Done.class);
        assertThat(second).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(stage.writes()).isEqualTo(1);
    }

    @Test
    default void a_scrub_is_found_done_by_reading() {
        var stage = stage();
        var before = ((AccountSeen.Present) stage.hands().look(stage.learner())).identity();

        var first = stage.hands().scrub(stage.learner(), MARKER);
        int writes = stage.writes();
        var second = stage.hands().scrub(stage.learner(), MARKER);

        assertThat(((StepResult.Done) first).notes()).containsKeys("compared", "sent-not-readable");
        assertThat(second).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(stage.writes()).isEqualTo(writes);
        var after = ((AccountSeen.Present) stage.hands().look(stage.learner())).identity();
        assertThat(after.value(Part.LEARNER_NUMBER)).isEmpty();
        assertThat(after.value(Part.MAIL_ADDRESS))
                .isPresent()
                .isNotEqualTo(before.value(Part.MAIL_ADDRESS));
    }

    @Test
    default void an_erasure_goes_step_by_step_and_every_step_writes_once() {
        var stage = stage();
        var hands = stage.hands();
        var learner = stage.learner();
        var identity = ((AccountSeen.Present) hands.look(learner)).identity();
        hands.suspend(learner);
        hands.scrub(learner, MARKER);
        var ticket = new RequestTicket(OptionalLong.empty(), false);
        int writes = stage.writes();

        var requested = (StepResult.Done) hands.request(learner, ticket);
        var again = (StepResult.AlreadyDone) hands.request(learner, ticket);
        long id = Long.parseLong(requested.notes().get("request-id"));
        assertThat(again.notes()).containsEntry("request-id", "" + id);
        assertThat(hands.approve(learner, id)).isInstanceOf(StepResult.Done.class);
        assertThat(hands.approve(learner, id)).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(hands.awaitErased(learner, id)).isInstanceOf(StepResult.Retry.class);
        assertThat(stage.writes()).isEqualTo(writes + 2);

        stage.runCron();

        assertThat(hands.awaitErased(learner, id)).isInstanceOf(StepResult.Done.class);
        var verification = hands.verify(learner, new ErasureTrail(MARKER, id, identity));
        assertThat(verification.level()).isEqualTo(Level.VERIFIED_ACCOUNT_GONE);
        assertThat(verification.residues()).isNotEmpty();
        assertThat(hands.look(learner)).isEqualTo(new AccountSeen.Gone());
        assertThat(stage.writes()).isEqualTo(writes + 2);
    }
}
