package org.passerelle.moodle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonToken;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.moodle.LoopbackMoodle;
import org.passerelle.moodle.LoopbackMoodle.Reply;
import org.passerelle.moodle.OneProcessSlots;
import org.passerelle.personaldata.PermanentFailure;

class MoodleClientTest {
    private final LoopbackMoodle moodle = new LoopbackMoodle();
    private final OneProcessSlots slots = new OneProcessSlots(2);
    private final MoodleClients clients = new MoodleClients(ClientSettings.standard(), slots);

    @AfterEach
    void close() {
        clients.close();
        moodle.close();
    }

    @Test
    void arguments_are_nested_as_php_reads_them() {
        moodle.answers("core_user_update_users", Reply.json("{\"warnings\":[]}"));

        clients.commanding(moodle.platform())
                .call(
                        "core_user_update_users",
                        Arguments.of(
                                "users",
                                List.of(
                                        Map.of(
                                                "id",
                                                5,
                                                "suspended",
                                                true,
                                                "customfields",
                                                List.of(Map.of("type", "é&="))))));

        Map<String, String> fields = moodle.requests().getFirst().fields();
        assertThat(fields)
                .containsEntry("users[0][id]", "5")
                .containsEntry("users[0][suspended]", "1")
                .containsEntry("users[0][customfields][0][type]", "é&=")
                .containsEntry("wstoken", LoopbackMoodle.COMMAND_TOKEN)
                .containsEntry("moodlewsrestformat", "json")
                .containsEntry("moodlewssettinglang", "en")
                .containsEntry("moodlewssettingtimezone", "UTC");
    }

    @Test
    void the_token_travels_in_the_body_only() {
        moodle.answers("core_webservice_get_site_info", Reply.json("{}"));

        clients.reading(moodle.platform()).call("core_webservice_get_site_info", Arguments.none());

        var request = moodle.requests().getFirst();
        assertThat(request.query()).isEmpty();
        assertThat(request.headers().toString()).doesNotContain(LoopbackMoodle.READ_TOKEN);
        assertThat(request.fields()).containsEntry("wstoken", LoopbackMoodle.READ_TOKEN);
        assertThat(request.headers().get("Accept-encoding")).containsExactly("gzip");
    }

    @Test
    void a_compressed_answer_is_read_and_said_to_be_compressed() {
        moodle.answers("core_course_get_courses", Reply.json("[{\"id\":5}]").gzipped());

        var answer =
                clients.reading(moodle.platform())
                        .examine("core_course_get_courses", Arguments.none());

        assertThat(answer.compressed()).isTrue();
        assertThat(answer.body().get(0).get("id").asInt()).isEqualTo(5);
        assertThat(answer.serverTime()).isPresent();
    }

    @Test
    void the_answer_null_is_an_answer() {
        moodle.answers(
                "core_user_delete_users",
                Reply.json(LoopbackMoodle.recording("5.1/core_user_delete_users_ok.json")));

        var answer =
                clients.commanding(moodle.platform())
                        .call("core_user_delete_users", Arguments.none());

        assertThat(answer.isNull()).isTrue();
    }

    @Test
    void a_stream_is_read_token_by_token() {
        moodle.answers(
                "core_course_get_courses",
                Reply.json(LoopbackMoodle.recording("4.2/courses.json")));

        int objects =
                clients.reading(moodle.platform()).stream(
                        "core_course_get_courses",
                        Arguments.none(),
                        parser -> {
                            int seen = 0;
                            for (JsonToken at = parser.nextToken();
                                    at != null;
                                    at = parser.nextToken()) {
                                seen += at == JsonToken.START_OBJECT ? 1 : 0;
                            }
                            return seen;
                        });

        assertThat(objects).isEqualTo(6);
    }

    @Test
    void a_redirect_is_not_followed_and_the_token_goes_nowhere() {
        try (var elsewhere = new LoopbackMoodle()) {
            moodle.answers(
                    "core_webservice_get_site_info",
                    Reply.of(307, "text/html", "")
                            .header(
                                    "Location",
                                    elsewhere.address() + "/webservice/rest/server.php"));

            var refusal =
                    catchThrowableOfType(
                            MoodleRefusal.class,
                            () ->
                                    clients.reading(moodle.platform())
                                            .call(
                                                    "core_webservice_get_site_info",
                                                    Arguments.none()));

            assertThat(refusal.fault()).isInstanceOf(MoodleFault.WrongSetUp.class);
            assertThat(refusal).hasMessageContaining("base-url");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void plain_http_is_refused_beyond_this_machine() {
        var platform = moodle.platform(URI.create("http://moodle.imp.example"));

        assertThatThrownBy(() -> clients.reading(platform))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("https://");
    }

    @Test
    void nobody_at_the_address_may_pass_and_did_nothing() {
        var platform = moodle.platform(URI.create("http://127.0.0.1:1"));

        var unavailable =
                catchThrowableOfType(
                        MoodleUnavailable.class,
                        () ->
                                clients.commanding(platform)
                                        .call("core_user_delete_users", Arguments.none()));

        assertThat(unavailable.fault().code()).isEqualTo("not-reachable");
        assertThat(unavailable.perhapsDone()).isFalse();
    }

    @Test
    void an_answer_that_does_not_come_in_time_is_given_up_and_perhaps_done() throws Exception {
        var release = new CountDownLatch(1);
        moodle.answers(
                "core_user_delete_users",
                request -> {
                    await(release);
                    return Reply.json("null");
                });
        var settings =
                ClientSettings.standard()
                        .withTimeout("core_user_delete_users", Duration.ofMillis(300));

        try (var hasty = new MoodleClients(settings, slots)) {
            var unavailable =
                    catchThrowableOfType(
                            MoodleUnavailable.class,
                            () ->
                                    hasty.commanding(moodle.platform())
                                            .call("core_user_delete_users", Arguments.none()));

            assertThat(unavailable.fault().code()).isEqualTo("timeout");
            assertThat(unavailable.perhapsDone()).isTrue();
            assertThat(slots.freeAt(moodle.platform().key())).isEqualTo(2);
        } finally {
            release.countDown();
        }
    }

    @Test
    void stopping_cancels_what_is_under_way() throws Exception {
        var arrived = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        moodle.answers(
                "gradereport_user_get_grade_items",
                request -> {
                    arrived.countDown();
                    await(release);
                    return Reply.json("{}");
                });
        var stopping = new MoodleClients(ClientSettings.standard(), slots);

        try (var threads = Executors.newSingleThreadExecutor()) {
            var call =
                    threads.submit(
                            () ->
                                    catchThrowableOfType(
                                            MoodleUnavailable.class,
                                            () ->
                                                    stopping.reading(moodle.platform())
                                                            .call(
                                                                    "gradereport_user_get_grade_items",
                                                                    Arguments.none())));
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            stopping.close();

            assertThat(call.get(5, TimeUnit.SECONDS).fault().code()).isEqualTo("stopped");
        } finally {
            release.countDown();
        }
    }

    @Test
    void never_more_requests_under_way_than_slots() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        moodle.answers(
                "core_webservice_get_site_info",
                request -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    now.decrementAndGet();
                    return Reply.json("{}");
                });

        try (var threads = Executors.newFixedThreadPool(8)) {
            var calls = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < 40; i++) {
                calls.add(
                        threads.submit(
                                () ->
                                        clients.reading(moodle.platform())
                                                .call(
                                                        "core_webservice_get_site_info",
                                                        Arguments.none())));
            }
            for (var call : calls) {
                call.get(20, TimeUnit.SECONDS);
            }
        }

        assertThat(most.get()).isLessThanOrEqualTo(2);
        assertThat(slots.freeAt(moodle.platform().key())).isEqualTo(2);
    }

    @Test
    void a_slow_answer_for_its_size_is_followed_by_a_rest() {
        var rests = new ArrayList<Duration>();
        var pace = new Pace(ClientSettings.standard(), rests::add);

        pace.beforeCall();
        pace.after(Duration.ofMillis(40), 1_000);
        pace.beforeCall();
        pace.after(Duration.ofSeconds(2), 1_000);
        pace.beforeCall();
        pace.after(Duration.ofSeconds(62), 32_000_000);
        pace.beforeCall();
        pace.after(Duration.ofMinutes(3), 1_000);
        pace.beforeCall();

        assertThat(rests).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(30));
    }

    @Test
    void a_refused_token_is_read_again_from_its_file() throws Exception {
        moodle.answers(
                "core_webservice_get_site_info",
                request ->
                        request.fields().get("wstoken").startsWith("NEW")
                                ? Reply.json("{}")
                                : Reply.json(LoopbackMoodle.recording("5.1/err_bad_token.json")));
        var client = clients.reading(moodle.platform());
        assertThatThrownBy(() -> client.call("core_webservice_get_site_info", Arguments.none()))
                .isInstanceOf(MoodleRefusal.class);

        Files.writeString(moodle.tokenFile(), "NEW0123456789abcdef");

        assertThat(client.call("core_webservice_get_site_info", Arguments.none()).isObject())
                .isTrue();
    }

    @Test
    void a_token_file_with_something_else_in_it_is_not_printed() throws Exception {
        Files.writeString(moodle.tokenFile(), "password = hunter2");

        assertThatThrownBy(
                        () ->
                                clients.reading(moodle.platform())
                                        .call("core_webservice_get_site_info", Arguments.none()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("read.token")
                .hasMessageNotContaining("hunter2");
        assertThat(moodle.requests()).isEmpty();
    }

    @Test
    void nothing_of_the_client_prints_its_token() {
        var client = clients.reading(moodle.platform());

        assertThat(
                        client.toString()
                                + new Token("imp-moodle: read-token-file", moodle.tokenFile())
                                + Arguments.of("username", "durand"))
                .doesNotContain(LoopbackMoodle.READ_TOKEN)
                .doesNotContain("durand");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
