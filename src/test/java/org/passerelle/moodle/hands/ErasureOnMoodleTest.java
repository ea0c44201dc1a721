package org.passerelle.moodle.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.commands.hands.AccountSeen;
import org.passerelle.commands.hands.Check;
import org.passerelle.commands.hands.Check.Name;
import org.passerelle.commands.hands.Check.Result;
import org.passerelle.commands.hands.ErasureTrail;
import org.passerelle.commands.hands.Level;
import org.passerelle.commands.hands.Readiness;
import org.passerelle.commands.hands.RequestTicket;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.hands.Target;
import org.passerelle.commands.hands.Verification;
import org.passerelle.moodle.client.MoodleRefusal;
import org.passerelle.moodle.client.MoodleUnavailable;
import org.passerelle.simulator.Fault;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SiteSettings;

class ErasureOnMoodleTest {
    private static final String MARKER = "erase-0a1b2c3d4e";
    private static final RequestTicket NEVER_PROVED =
            new RequestTicket(OptionalLong.empty(), false);

    @TempDir Path folder;
    private SimulatedStage stage;

    @AfterEach
    void close() {
        stage.close();
    }

    private void on(Family family) {
        stage = new SimulatedStage(family, folder);
    }

    private static RequestTicket after(long last) {
        return new RequestTicket(OptionalLong.of(last), true);
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"V4_5", "V5_1"})
    void where_a_request_can_be_created_it_is_created_for_the_live_scrubbed_account(Family family) {
        on(family);

        var checks = erase(NEVER_PROVED);

        assertThat(stage.written())
                .doesNotContain("core_user_delete_users")
                .contains("tool_dataprivacy_create_data_request");
        assertThat(checks.level()).isEqualTo(Level.VERIFIED_ACCOUNT_GONE);
        assertThat(stage.site.residuesOf(stage.zoe().id(), "zoe_exemple@etu.example"))
                .noneMatch(place -> place.startsWith("user."));
    }

    @Test
    void on_an_old_moodle_nothing_is_deleted_before_a_canary_has_proved_the_way() {
        on(Family.UP_TO_4_4DEV);
        stage.hands.scrub(stage.learner(), MARKER);

        var result = stage.hands.request(stage.learner(), NEVER_PROVED);

        assertThat(result).isInstanceOf(StepResult.NeedsPerson.class);
        assertThat(stage.zoe().isDeleted()).isFalse();
    }

    @Test
    void on_an_old_moodle_the_last_request_is_looked_up_before_anything_is_deleted() {
        on(Family.UP_TO_4_4DEV);
        for (int i = 0; i < 37; i++) {
            var other = stage.site.user("autre" + i).id();
            stage.site.privacy().create(2, other, stage.site.commander().id(), "");
        }
        stage.site.privacy().skipId();

        var first =
                stage.hands.request(stage.learner(), new RequestTicket(OptionalLong.empty(), true));

        assertThat(((StepResult.Retry) first).after()).isZero();
        assertThat(((StepResult.Retry) first).notes()).containsEntry("last-request-id", "37");
        assertThat(stage.zoe().isDeleted()).isFalse();
        assertThat(stage.moodle.callsOf("tool_dataprivacy_get_data_request")).hasSizeLessThan(250);

        var second = (StepResult.Done) stage.hands.request(stage.learner(), after(37));

        assertThat(second.notes())
                .containsEntry("request-id", "39")
                .containsEntry("path", "delete-first");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 455})
    void on_an_old_moodle_whose_numbers_begin_far_from_one_the_request_is_found(int unused) {
        on(Family.UP_TO_4_4DEV);
        skip(unused);
        stage.hands.scrub(stage.learner(), MARKER);
        var looked =
                stage.hands.request(stage.learner(), new RequestTicket(OptionalLong.empty(), true));
        long last = Long.parseLong(((StepResult.Retry) looked).notes().get("last-request-id"));

        var made = (StepResult.Done) stage.hands.request(stage.learner(), after(last));

        assertThat(made.notes()).containsEntry("request-id", "" + (unused + 1));
    }

    @Test
    void on_an_old_moodle_whose_numbers_come_in_steps_the_highest_is_found() {
        on(Family.UP_TO_4_4DEV);
        for (int i = 0; i < 40; i++) {
            skip(6);
            var other = stage.site.user("autre" + i).id();
            stage.site.privacy().create(2, other, stage.site.commander().id(), "");
        }

        var looked =
                stage.hands.request(stage.learner(), new RequestTicket(OptionalLong.empty(), true));

        var last = Long.parseLong(((StepResult.Retry) looked).notes().get("last-request-id"));
        assertThat(last).isBetween(273L, 280L);
    }

    private void skip(int numbers) {
        for (int i = 0; i < numbers; i++) {
            stage.site.privacy().skipId();
        }
    }

    @Test
    void on_an_old_moodle_an_erasure_is_verified_too() {
        on(Family.UP_TO_4_4DEV);

        var checks = erase(after(0));

        assertThat(stage.written()).containsOnlyOnce("core_user_delete_users");
        assertThat(checks.level()).isEqualTo(Level.VERIFIED_ACCOUNT_GONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10:20:00", "10:25:30", "10:27:59"})
    void nothing_is_deleted_first_while_moodles_hourly_clean_up_is_near(String time) {
        on(Family.UP_TO_4_4DEV);
        stage.hands.scrub(stage.learner(), MARKER);
        stage.clock.set(Instant.parse("2026-03-09T" + time + "Z"));

        var result = stage.hands.request(stage.learner(), after(0));

        var minutes = 28 - Integer.parseInt(time.substring(3, 5));
        assertThat(((StepResult.Retry) result).after()).isEqualTo(Duration.ofMinutes(minutes));
        assertThat(stage.zoe().isDeleted()).isFalse();
    }

    @Test
    void a_deletion_whose_answer_was_lost_is_not_repeated() {
        on(Family.UP_TO_4_4DEV);
        stage.hands.scrub(stage.learner(), MARKER);
        stage.moodle.traps().on("core_user_delete_users").next(Fault.lostAnswer());
        var lost = Assertions.catchThrowable(() -> stage.hands.request(stage.learner(), after(0)));
        assertThat(lost).isInstanceOf(MoodleUnavailable.class);

        var again = stage.hands.request(stage.learner(), after(0));

        assertThat(again).isInstanceOf(StepResult.Done.class);
        assertThat(stage.written()).containsOnlyOnce("core_user_delete_users");
    }

    @Test
    void a_creation_whose_answer_was_lost_is_found_and_not_repeated() {
        on(Family.V5_1);
        stage.hands.scrub(stage.learner(), MARKER);
        stage.moodle.traps().on("tool_dataprivacy_create_data_request").next(Fault.lostAnswer());
        Assertions.catchThrowable(() -> stage.hands.request(stage.learner(), NEVER_PROVED));

        var again = stage.hands.request(stage.learner(), NEVER_PROVED);

        assertThat(again).isInstanceOf(StepResult.AlreadyDone.class);
        assertThat(stage.site.privacy().requests()).hasSize(1);
    }

    @Test
    void a_site_that_makes_no_request_by_itself_needs_a_person() {
        on(Family.UP_TO_4_4DEV);
        stage.site.settings().set(SiteSettings.AUTOMATIC_DELETION_REQUESTS, "0");
        stage.hands.scrub(stage.learner(), MARKER);

        var result = stage.hands.request(stage.learner(), after(0));

        assertThat(((StepResult.NeedsPerson) result).why()).contains("automaticdeletionrequests");
    }

    @Test
    void a_request_about_somebody_else_is_never_approved() {
        on(Family.V5_1);
        var other = stage.site.user("autre").id();
        long id = stage.site.privacy().create(2, other, stage.site.commander().id(), "").id();

        var result = stage.hands.approve(stage.learner(), id);

        assertThat(result).isInstanceOf(StepResult.NeedsPerson.class);
        assertThat(stage.written()).isEmpty();
    }

    @Test
    void a_missing_privacy_setting_is_named_with_its_screen() {
        on(Family.V5_1);
        stage.site.settings().set(SiteSettings.CONTACT_DPO, "0");

        var refusal =
                Assertions.catchThrowable(() -> stage.hands.request(stage.learner(), NEVER_PROVED));

        assertThat(refusal)
                .isInstanceOf(MoodleRefusal.class)
                .hasMessageContaining("contactdataprotectionofficer");
    }

    @Test
    void a_lost_race_is_found_by_the_marker() {
        on(Family.UP_TO_4_4DEV);
        stage.site.cron().cleanupFirst(true);

        var checks = erase(after(0));

        assertThat(result(checks, Name.MARKER_GONE)).isEqualTo(Result.FAILED);
        assertThat(result(checks, Name.PLATFORM_CLAIM)).isEqualTo(Result.PASSED);
        assertThat(checks.level()).isNotEqualTo(Level.VERIFIED_ACCOUNT_GONE);
    }

    @Test
    void without_a_canary_nothing_is_called_verified() {
        on(Family.V5_1);
        var blind = stage.withCanary(stage.learner(), Optional.of("NOBODY-1"));

        var checks = erase(blind, NEVER_PROVED);

        assertThat(result(checks, Name.ACCOUNT_GONE)).isEqualTo(Result.NOT_RUN);
        assertThat(result(checks, Name.OLD_LEARNER_NUMBER)).isEqualTo(Result.NOT_RUN);
        assertThat(checks.level()).isEqualTo(Level.CLAIMED_BY_MOODLE);
    }

    @Test
    void a_search_that_finds_no_control_value_proves_nothing() {
        on(Family.V5_1);
        stage.site.settings().set(SiteSettings.SHOW_USER_IDENTITY, "email");
        stage.site.commander().without("moodle/user:viewalldetails");
        stage.hands.look(stage.learner());
        var canaryById = stage.withCanary(stage.learner(), Optional.of(SimulatedStage.CANARY));

        var checks = erase(canaryById, NEVER_PROVED);

        assertThat(result(checks, Name.OLD_LEARNER_NUMBER)).isEqualTo(Result.NOT_RUN);
        assertThat(result(checks, Name.OLD_SIGN_IN_NAME)).isEqualTo(Result.NOT_RUN);
    }

    @Test
    void another_account_with_the_old_learner_number_contradicts() {
        on(Family.V5_1);
        stage.site.user("zoe.bis").idnumber("SIS-01001");

        var checks = erase(NEVER_PROVED);

        assertThat(result(checks, Name.OLD_LEARNER_NUMBER)).isEqualTo(Result.FAILED);
        assertThat(result(checks, Name.OLD_MAIL_ADDRESS)).isEqualTo(Result.PASSED);
    }

    @Test
    void retention_purposes_of_the_site_are_told() {
        on(Family.V5_1);
        stage.site.settings().set(SiteSettings.PURPOSES, "Diplôme 10 ans");

        var checks = erase(NEVER_PROVED);

        assertThat(result(checks, Name.NOTHING_KEPT)).isEqualTo(Result.FAILED);
    }

    @Test
    void a_command_token_of_a_site_administrator_is_too_powerful() {
        on(Family.V5_1);
        stage.site.commander().user().set("siteadmin", 1);

        assertThat(stage.hands.readiness(stage.platform)).isInstanceOf(Readiness.TooPowerful.class);
    }

    @Test
    void a_token_that_may_not_write_users_is_unfit_and_the_screen_is_named() {
        on(Family.V5_1);
        stage.site.commander().withoutFunction("core_user_update_users");

        var readiness = (Readiness.Unfit) stage.hands.readiness(stage.platform);

        assertThat(readiness.what()).contains("core_user_update_users");
        assertThat(readiness.mend()).contains("External services");
    }

    @Test
    void no_result_holds_identity() {
        on(Family.V5_1);
        var scrub = stage.hands.scrub(stage.learner(), MARKER).toString();
        var request = stage.hands.request(stage.learner(), NEVER_PROVED).toString();

        assertThat(scrub + request)
                .doesNotContainIgnoringCase("exemple")
                .doesNotContain("SIS-01001", "Dole", "zoe");
    }

    private Verification erase(RequestTicket ticket) {
        return erase(stage.learner(), ticket);
    }

    /** The whole way, as the executor goes it. */
    private Verification erase(Target target, RequestTicket ticket) {
        var hands = stage.hands;
        var identity = ((AccountSeen.Present) hands.look(target)).identity();
        hands.suspend(target);
        hands.scrub(target, MARKER);
        var requested = (StepResult.Done) hands.request(target, ticket);
        long id = Long.parseLong(requested.notes().get("request-id"));
        hands.approve(target, id);
        stage.runCron();
        assertThat(hands.awaitErased(target, id)).isInstanceOf(StepResult.Done.class);
        return hands.verify(target, new ErasureTrail(MARKER, id, identity));
    }

    private static Result result(Verification verification, Name name) {
        Map<Name, Result> results = new EnumMap<>(Name.class);
        List<Check> checks = verification.checks();
        checks.forEach(check -> results.put(check.name(), check.result()));
        return results.get(name);
    }
}
