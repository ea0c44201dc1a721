package org.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.simulator.Fault.Spoiling;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.testing.SettableClock;

/** Every fault falls when set, as often as set, and no longer. */
class SimulatorTrapsTest {
    private static final String INFO = "core_webservice_get_site_info";
    private static final String USERS = "core_user_get_users";
    private static final String[] EVERYBODY = {"criteria[0][key]=email", "criteria[0][value]=%"};

    private final SettableClock clock = new SettableClock("2026-11-21T10:00:00Z");
    private final SimulatedSite site = SimulatedSite.empty(Family.V5_1, clock);

    private MoodleSimulator moodle;
    private RestClient rest;

    @BeforeEach
    void start() {
        site.user("zoe").named("Zoé", "Kerhervé");
        moodle = MoodleSimulator.start(site);
        rest = RestClient.reading(moodle);
    }

    @AfterEach
    void stop() {
        moodle.close();
    }

    private HttpResponse<byte[]> trapped(Fault fault) throws IOException {
        moodle.traps().next(fault);
        return rest.response(USERS, EVERYBODY);
    }

    private JsonNode spoilt(Spoiling how) {
        moodle.traps().next(Fault.spoilt(how));
        return rest.call(USERS, EVERYBODY).path("users");
    }

    @Test
    void a_trap_falls_as_often_as_set_and_only_for_its_function() {
        moodle.traps().on(USERS).next(2, Fault.maintenance());

        assertThat(rest.errorOf(INFO)).isEqualTo("none");
        assertThat(rest.errorOf(USERS, EVERYBODY)).isEqualTo("sitemaintenance");
        assertThat(rest.errorOf(USERS, EVERYBODY)).isEqualTo("sitemaintenance");
        assertThat(rest.errorOf(USERS, EVERYBODY)).isEqualTo("none");
    }

    @Test
    void a_lasting_trap_lasts_until_cleared() {
        moodle.traps().always(Fault.error("dmlreadexception"));
        assertThat(rest.errorOf(INFO)).isEqualTo("dmlreadexception");
        assertThat(rest.errorOf(INFO)).isEqualTo("dmlreadexception");

        moodle.traps().clear();

        assertThat(rest.errorOf(INFO)).isEqualTo("none");
    }

    @Test
    void the_web_server_answers_in_moodles_place() throws IOException {
        assertThat(trapped(Fault.maintenanceByCli()).statusCode()).isEqualTo(503);
        HttpResponse<byte[]> off = trapped(Fault.webServicesOff());
        assertThat(off.statusCode()).isEqualTo(403);
        assertThat(off.body()).isEmpty();
        HttpResponse<byte[]> fatal = trapped(Fault.fatal());
        assertThat(fatal.statusCode()).isEqualTo(500);
        assertThat(fatal.body()).isEmpty();
        assertThat(trapped(Fault.gatewayTimeout()).statusCode()).isEqualTo(504);
        HttpResponse<byte[]> page = trapped(Fault.htmlPage());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).startsWith("<!DOCTYPE html>");
        HttpResponse<byte[]> moved = trapped(Fault.redirectTo("https://elsewhere.example/x"));
        assertThat(moved.headers().firstValue("Location")).hasValue("https://elsewhere.example/x");
    }

    @Test
    void the_connection_ends_before_or_within_the_answer() {
        assertThatThrownBy(() -> trapped(Fault.reset())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> trapped(Fault.cutOff())).isInstanceOf(IOException.class);
    }

    @Test
    void a_lost_answer_has_acted_and_a_reset_has_not() {
        RestClient commander = RestClient.commanding(moodle);
        long zoe = site.user("zoe").id();
        String[] suspend = {"users[0][id]=" + zoe, "users[0][suspended]=1"};
        moodle.traps().next(Fault.reset());
        assertThatThrownBy(() -> commander.response("core_user_update_users", suspend))
                .isInstanceOf(IOException.class);
        assertThat(site.user(zoe).orElseThrow().is("suspended")).isFalse();

        moodle.traps().next(Fault.lostAnswer());
        assertThatThrownBy(() -> commander.response("core_user_update_users", suspend))
                .isInstanceOf(IOException.class);

        assertThat(site.user(zoe).orElseThrow().is("suspended")).isTrue();
    }

    @Test
    void spoilt_bodies_are_spoilt_in_the_way_asked() throws IOException {
        byte[] half = trapped(Fault.spoilt(Spoiling.TRUNCATED)).body();
        assertThatThrownBy(() -> RestClient.JSON.readTree(half))
                .isInstanceOf(JsonProcessingException.class);
        byte[] stray = trapped(Fault.spoilt(Spoiling.NOT_UTF8)).body();
        assertThatThrownBy(() -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(stray)))
                .isInstanceOf(CharacterCodingException.class);
        byte[] noticed = trapped(Fault.spoilt(Spoiling.PHP_NOTICES)).body();
        assertThat(new String(noticed, StandardCharsets.UTF_8)).startsWith("<br />").endsWith("}");
        assertThat(trapped(Fault.spoilt(Spoiling.NO_BODY)).body()).isEmpty();
        assertThat(trapped(Fault.oversized(2_000_000)).body()).hasSizeGreaterThan(2_000_000);
    }

    @Test
    void spoilt_rows_are_still_json() {
        int all = rest.call(USERS, EVERYBODY).path("users").size();

        assertThat(spoilt(Spoiling.EMPTY_LIST)).isEmpty();
        assertThat(spoilt(Spoiling.HALF_MISSING)).hasSize((all + 1) / 2);
        assertThat(spoilt(Spoiling.DUPLICATED_ROW)).hasSize(all + 1);
        assertThat(spoilt(Spoiling.UNKNOWN_FIELDS).get(0).has("newin2027")).isTrue();
        JsonNode wrong = spoilt(Spoiling.WRONG_TYPES);
        assertThat(wrong.get(0).path("id").isTextual()).isTrue();
        assertThat(wrong.get(1).path("id").isNumber()).isTrue();
    }

    @Test
    void slowness_is_added_to_a_right_answer() {
        moodle.traps().next(Fault.slow(Duration.ofMillis(120)));
        long slow = nanosOf(() -> assertThat(rest.errorOf(INFO)).isEqualTo("none"));
        moodle.pace(new Pace(Duration.ofMillis(150), Duration.ZERO, Duration.ZERO));

        long paced = nanosOf(() -> assertThat(rest.errorOf(INFO)).isEqualTo("none"));

        assertThat(Duration.ofNanos(slow)).isGreaterThan(Duration.ofMillis(119));
        assertThat(Duration.ofNanos(paced)).isGreaterThan(Duration.ofMillis(149));
    }

    private static long nanosOf(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return System.nanoTime() - start;
    }

    @Test
    void an_expired_token_is_refused_once_and_then_unknown() {
        site.reader().tokenUntil(clock.instant().plusSeconds(60));
        assertThat(rest.errorOf(INFO)).isEqualTo("none");

        clock.advance(Duration.ofSeconds(60));

        assertThat(rest.errorOf(INFO)).isEqualTo("accessexception");
        assertThat(rest.errorOf(INFO)).isEqualTo("invalidtoken");
    }

    @Test
    void a_markup_an_emoji_and_a_very_long_name_come_back_as_they_are() {
        String odd = "<b>Zo\"é\\</b> 🎓\u0001 " + "ñ".repeat(10_000);
        site.user("zoe").named(odd, "K");

        JsonNode found =
                rest.call(USERS, "criteria[0][key]=email", "criteria[0][value]=zoe@etu.example");

        assertThat(found.at("/users/0/firstname").asText()).isEqualTo(odd);
    }
}
