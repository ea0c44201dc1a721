package org.passerelle.moodle.hands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.moodle.client.MoodleUnavailable;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.simulator.Fault;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SimulatedUser;
import org.passerelle.simulator.site.SiteSettings;

class ScrubTest {
    private static final String MARKER = "erase-0a1b2c3d4e";

    @TempDir Path folder;
    private SimulatedStage stage;

    @BeforeEach
    void open() {
        stage = new SimulatedStage(Family.V5_1, folder);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_scrub_leaves_nothing_that_names_the_person_in_the_account() {
        stage.hands.scrub(stage.learner(), MARKER);

        var zoe = stage.zoe();
        assertThat(
                        List.of(
                                zoe.text("username"),
                                zoe.text("firstname"),
                                zoe.text("lastname"),
                                zoe.text("email"),
                                zoe.text("department"),
                                zoe.text("auth")))
                .containsExactly(
                        MARKER, "Compte", MARKER, MARKER + "@erased.invalid", MARKER, "nologin");
        for (String blank :
                List.of(
                        "idnumber",
                        "phone1",
                        "city",
                        "country",
                        "institution",
                        "middlename",
                        "interests")) {
            assertThat(zoe.text(blank)).as(blank).isEmpty();
        }
        assertThat(zoe.customFields()).isEmpty();
    }

    /** auth=nologin cannot change a password: it is written while the account is still manual. */
    @Test
    void the_password_is_written_before_the_sign_in_is_closed_and_the_marker_last() {
        stage.hands.scrub(stage.learner(), MARKER);

        var updates = stage.moodle.callsOf("core_user_update_users");
        assertThat(updates).hasSize(2);
        assertThat(updates.getFirst().arguments())
                .containsEntry("users[0][auth]", "manual")
                .containsEntry("users[0][interests]", ",")
                .containsKey("users[0][password]")
                .doesNotContainKey("users[0][department]");
        assertThat(updates.getLast().arguments())
                .containsEntry("users[0][auth]", "nologin")
                .containsEntry("users[0][department]", MARKER)
                .doesNotContainKey("users[0][password]");
    }

    @Test
    void fields_the_token_cannot_read_are_told_apart_from_compared_ones() {
        stage.site.commander().without("moodle/user:viewalldetails");

        var notes = ((StepResult.Done) stage.hands.scrub(stage.learner(), MARKER)).notes();

        assertThat(names(notes, "compared"))
                .contains("email", "idnumber", "city", "interests", "customfields");
        assertThat(names(notes, "sent-not-readable"))
                .contains("username", "password", "userpicture");
        assertThat(names(notes, "sent-not-readable")).doesNotContain("email");
    }

    @Test
    void a_scrub_cut_between_its_two_writes_is_taken_up_again() {
        stage.moodle
                .traps()
                .when(call -> call.arguments().containsValue("nologin"))
                .next(Fault.reset());
        var cut = Assertions.catchThrowable(() -> stage.hands.scrub(stage.learner(), MARKER));
        assertThat(cut).isInstanceOf(MoodleUnavailable.class);

        var again = stage.hands.scrub(stage.learner(), MARKER);

        assertThat(again).isInstanceOf(StepResult.Done.class);
        assertThat(stage.zoe().text("auth")).isEqualTo("nologin");
        assertThat(stage.zoe().text("department")).isEqualTo(MARKER);
    }

    @Test
    void a_scrub_whose_last_answer_was_lost_is_found_done() {
        stage.moodle
                .traps()
                .when(call -> call.arguments().containsValue("nologin"))
                .next(Fault.lostAnswer());
        Assertions.catchThrowable(() -> stage.hands.scrub(stage.learner(), MARKER));
        int writes = stage.writes();

        var again = stage.hands.scrub(stage.learner(), MARKER);

        assertThat(again).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(stage.writes()).isEqualTo(writes);
    }

    @Test
    void a_pseudonym_somebody_else_has_needs_a_person() {
        stage.site.user("other").email(MARKER + "@erased.invalid");

        var result = stage.hands.scrub(stage.learner(), MARKER);

        assertThat(result).isInstanceOf(StepResult.NeedsPerson.class);
        assertThat(((StepResult.NeedsPerson) result).why()).contains("useremailduplicate");
        assertThat(stage.zoe().text("department")).isNotEqualTo(MARKER);
    }

    @Test
    void a_field_moodle_kept_is_seen_by_reading_it_again() {
        stage.moodle
                .traps()
                .on("core_user_update_users")
                .next(new Fault.Page(200, "application/json", "{\"warnings\":[]}"));

        var result = stage.hands.scrub(stage.learner(), MARKER);

        assertThat(result).isInstanceOf(StepResult.NeedsPerson.class);
        assertThat(((StepResult.NeedsPerson) result).why())
                .contains("email", "username")
                .doesNotContain("zoe");
    }

    @Test
    void a_field_filled_in_after_the_scrub_is_scrubbed_again() {
        stage.hands.scrub(stage.learner(), MARKER);
        stage.site
                .user(MARKER)
                .customField(
                        new SimulatedUser.CustomField("text", "codeape", "Code", "L2INF", true));

        var reads = stage.hands.scrub(stage.learner(), MARKER);

        assertThat(reads).isInstanceOf(StepResult.Done.class);
        assertThat(stage.zoe().customFields()).isEmpty();
    }

    @Test
    void what_cannot_be_rectified_by_web_service_is_refused_before_anything_is_written() {
        var result =
                stage.hands.rectify(
                        stage.learner(), Map.of(new FieldName("grade"), new FieldValue.Text("20")));

        assertThat(result).isInstanceOf(StepResult.Refused.class);
        assertThat(stage.writes()).isZero();
    }

    @Test
    void a_field_that_was_blank_is_rectified_too() {
        stage.zoe().set("institution", "");

        var result =
                stage.hands.rectify(
                        stage.learner(),
                        Map.of(new FieldName("institution"), new FieldValue.Text("Lycée voisin")));

        assertThat(result).isInstanceOf(StepResult.Done.class);
        assertThat(stage.zoe().text("institution")).isEqualTo("Lycée voisin");
    }

    @Test
    void an_account_of_our_own_tokens_and_the_guest_are_never_touched() {
        for (long id : List.of(stage.site.commander().id(), stage.site.reader().id(), guest())) {
            assertThat(stage.hands.look(stage.target(id)))
                    .isInstanceOf(org.passerelle.commands.hands.AccountSeen.Untouchable.class);
        }
    }

    @Test
    void an_absence_counts_only_when_the_canary_is_found_by_the_same_call() {
        stage.site.accounts().delete(stage.zoe(), stage.site.commander().id());

        var seen = stage.hands.look(stage.learner());
        stage.site.commander().without("moodle/user:viewdetails");
        var blind = stage.hands.look(stage.learner());

        assertThat(seen).isInstanceOf(org.passerelle.commands.hands.AccountSeen.Gone.class);
        assertThat(blind).isInstanceOf(org.passerelle.commands.hands.AccountSeen.NotVisible.class);
    }

    @Test
    void a_suspended_enrolment_is_found_and_ended() {
        var sleeping = stage.site.course("SLEEPING");
        stage.site.user("zoe.exemple").enrolledIn(sleeping).suspended();
        var course = new org.passerelle.personaldata.CourseId(sleeping.id());

        var first = stage.hands.unenrol(stage.learner(), course);
        var second = stage.hands.unenrol(stage.learner(), course);

        assertThat(first).isInstanceOf(StepResult.Done.class);
        assertThat(second).isInstanceOf(StepResult.AlreadyDone.class);
    }

    @Test
    void no_enrolment_is_ended_that_could_not_be_read_back() {
        stage.site.commander().without("moodle/course:enrolreview");
        int before = stage.writes();

        assertThatThrownBy(() -> stage.hands.unenrol(stage.learner(), stage.course()))
                .hasMessageContaining("moodle/course:enrolreview");

        assertThat(stage.writes()).isEqualTo(before);
    }

    @Test
    void hidden_identity_fields_are_not_taken_for_blank_ones() {
        stage.site.settings().set(SiteSettings.SHOW_USER_IDENTITY, "");
        stage.site.commander().without("moodle/user:viewalldetails");

        var notes = ((StepResult.Done) stage.hands.scrub(stage.learner(), MARKER)).notes();

        assertThat(names(notes, "sent-not-readable")).contains("idnumber", "email", "phone1");
    }

    private static List<String> names(Map<String, String> notes, String key) {
        return Arrays.asList(notes.getOrDefault(key, "").split(","));
    }

    private static long guest() {
        return org.passerelle.simulator.site.SimulatedSite.GUEST_ID;
    }
}
