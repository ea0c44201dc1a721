package org.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SiteSettings;
import org.passerelle.testing.SettableClock;

/** What arrives is kept for assertions, and the protocol is Moodle's. */
class SimulatorCallsTest {
    private static final String INFO = "core_webservice_get_site_info";

    private final SimulatedSite site =
            SimulatedSite.empty(Family.V5_1, new SettableClock("2026-11-21T10:00:00Z"));

    private MoodleSimulator moodle;
    private RestClient rest;

    @BeforeEach
    void start() {
        moodle = MoodleSimulator.start(site);
        rest = RestClient.reading(moodle);
    }

    @AfterEach
    void stop() {
        moodle.close();
    }

    @Test
    void a_call_is_kept_with_its_arguments_and_caller_but_without_its_token() {
        rest.call("core_enrol_get_users_courses", "userid=3", "moodlewssettinglang=en");

        ReceivedCall call = moodle.callsOf("core_enrol_get_users_courses").getFirst();
        assertThat(call.arguments()).containsExactly(java.util.Map.entry("userid", "3"));
        assertThat(call.callerId()).isEqualTo(site.reader().id());
        assertThat(call.at()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(call.manner().httpMethod()).isEqualTo("POST");
        assertThat(moodle.calls().toString()).doesNotContain(site.reader().token());
    }

    @Test
    void inner_calls_of_a_batch_are_kept_too_and_the_batch_stops_at_the_first_error() {
        JsonNode answer =
                rest.call(
                        "tool_mobile_call_external_functions",
                        "requests[0][function]=" + INFO,
                        "requests[1][function]=core_enrol_get_users_courses",
                        "requests[1][arguments]={\"userid\":\"abc\"}",
                        "requests[2][function]=" + INFO);

        assertThat(answer.path("responses")).hasSize(2);
        assertThat(answer.at("/responses/1/exception").asText()).contains("invalidparameter");
        assertThat(moodle.callsOf("core_enrol_get_users_courses").getFirst().arguments())
                .containsEntry("userid", "abc");
    }

    @Test
    void a_token_in_the_address_works_and_is_noticed() throws IOException {
        URI address =
                URI.create(
                        rest.endpoint()
                                + "?moodlewsrestformat=json&wsfunction="
                                + INFO
                                + "&wstoken="
                                + site.reader().token());

        byte[] body = rest.send(HttpRequest.newBuilder(address).build()).body();

        assertThat(RestClient.JSON.readTree(body).path("userid").asLong())
                .isEqualTo(site.reader().id());
        assertThat(moodle.calls().getFirst().manner().tokenInAddress()).isTrue();
    }

    @Test
    void a_bearer_header_and_a_json_body_are_not_read() throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(rest.endpoint())
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + site.reader().token())
                        .POST(HttpRequest.BodyPublishers.ofString("{\"wsfunction\":\"x\"}"))
                        .build();

        String body = new String(rest.send(request).body(), StandardCharsets.UTF_8);

        assertThat(body).startsWith("<?xml").contains("<ERRORCODE>invalidtoken</ERRORCODE>");
    }

    @Test
    void gzip_is_used_when_asked_and_allowed() throws IOException {
        HttpRequest request = rest.post(INFO).header("Accept-Encoding", "gzip").build();

        var packed = rest.send(request);
        site.settings().set(SiteSettings.GZIP, "0");
        var plain = rest.send(request);

        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()));
        assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
    }

    @Test
    void arguments_beyond_phps_limit_are_dropped_in_silence() {
        site.settings().set(SiteSettings.MAX_INPUT_VARS, "6");

        JsonNode found =
                rest.call(
                        "core_user_get_users_by_field",
                        "field=id",
                        "values[0]=1",
                        "values[1]=2",
                        "values[2]=3");

        assertThat(found.findValuesAsText("id")).containsExactly("1", "2");
    }

    @Test
    void a_debugging_site_adds_debuginfo_and_keeps_the_old_code() {
        site.settings().set(SiteSettings.DEBUG, "1");

        JsonNode answer = rest.call("core_enrol_get_enrolled_users", "courseid=99");

        assertThat(answer.path("errorcode").asText()).isEqualTo("invalidrecord");
        assertThat(answer.has("debuginfo")).isTrue();
    }
}
