package org.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.simulator.SimulatorContractTest.Recorded;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SimulatedSite;

/**
 * The writing functions against the recordings, each on a site of its own: the answer is the same
 * text but for ids and times.
 */
class CommandContractTest {

    /** A recorded call and what happened on the site before. */
    record Case(Recorded call, Consumer<SimulatedSite> before) {
        @Override
        public String toString() {
            return call.toString();
        }
    }

    static Case old(
            Consumer<SimulatedSite> before,
            String recording,
            String function,
            String... arguments) {
        return new Case(
                new Recorded(Family.UP_TO_4_4DEV, recording, function, List.of(arguments)), before);
    }

    static Case recent(
            Consumer<SimulatedSite> before,
            String recording,
            String function,
            String... arguments) {
        return new Case(new Recorded(Family.V5_1, recording, function, List.of(arguments)), before);
    }

    static Stream<Case> cases() {
        return Stream.concat(RecordedCommands.cases(), RecordedPrivacy.cases());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_command_is_answered_as_recorded(Case recorded) throws IOException {
        Recorded call = recorded.call();
        SimulatedSite site =
                call.family() == Family.V5_1 ? RecordedSite.like51() : RecordedSite.like42();
        recorded.before().accept(site);
        JsonNode expected = SimulatorContractTest.recording(call);

        JsonNode answer;
        try (MoodleSimulator moodle = MoodleSimulator.start(site)) {
            String token = RecordedSite.tokenFor(site, call.recording());
            answer =
                    RestClient.with(moodle, token)
                            .call(call.function(), call.arguments().toArray(String[]::new));
        }

        assertThat(Shape.of(answer)).isEqualTo(Shape.of(expected));
        for (String key : List.of("exception", "errorcode", "result")) {
            if (!expected.path(key).isContainerNode()) {
                assertThat(answer.path(key)).as(key).isEqualTo(expected.path(key));
            }
        }
        assertThat(answer.findValuesAsText("warningcode"))
                .isEqualTo(expected.findValuesAsText("warningcode"));
        for (String key : List.of("status", "statuslabel", "statuslabelclass", "type")) {
            assertThat(answer.findValuesAsText(key)).isEqualTo(expected.findValuesAsText(key));
        }
    }
}
