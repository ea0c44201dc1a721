package org.passerelle.moodle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.passerelle.moodle.LoopbackMoodle;
import org.passerelle.moodle.OneProcessSlots;

/** A Moodle, or the network before it, that falls silent and closes no connection. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentMoodleTest {
    private static final String COURSES = "core_course_get_courses";

    @Test
    void an_answer_that_stops_in_the_middle_is_given_up_in_the_time_of_its_function()
            throws Exception {
        var unavailable =
                fault("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[{\"id\":1},");

        assertThat(unavailable.fault().code()).isEqualTo("timeout");
        assertThat(unavailable).hasMessageContaining("though it had begun");
    }

    @Test
    void a_server_that_takes_the_call_and_says_nothing_is_given_up_too() throws Exception {
        var unavailable = fault("");

        assertThat(unavailable.fault().code()).isEqualTo("timeout");
        assertThat(unavailable).hasMessageNotContaining("though it had begun");
    }

    private static MoodleUnavailable fault(String begun) throws IOException {
        var settings = ClientSettings.standard().withTimeout(COURSES, Duration.ofSeconds(1));
        try (var moodle = new LoopbackMoodle();
                var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var clients = new MoodleClients(settings, new OneProcessSlots(2))) {
            Thread.ofVirtual().start(() -> answer(silent, begun));
            var platform = moodle.platform(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
            return catchThrowableOfType(
                    MoodleUnavailable.class,
                    () -> clients.reading(platform).call(COURSES, Arguments.none()));
        }
    }

    /** The connection stays open until the test closes its own end. */
    private static void answer(ServerSocket silent, String begun) {
        try (var caller = silent.accept()) {
            caller.getOutputStream().write(begun.getBytes(StandardCharsets.UTF_8));
            caller.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
