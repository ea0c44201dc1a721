package org.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.simulator.site.Family;

/**
 * Holds the simulator to what real Moodles answered: for each recording the same keys and no type
 * that was not recorded; for errors the same exception and errorcode.
 */
class SimulatorContractTest {
    private static MoodleSimulator moodle42;
    private static MoodleSimulator moodle51;

    @BeforeAll
    static void start() {
        moodle42 = MoodleSimulator.start(RecordedSite.like42());
        moodle51 = MoodleSimulator.start(RecordedSite.like51());
    }

    @AfterAll
    static void stop() {
        moodle42.close();
        moodle51.close();
    }

    /** One recorded call, repeated on the simulator with its own ids. */
    record Recorded(Family family, String recording, String function, List<String> arguments) {
        @Override
        public String toString() {
            return family + " " + recording;
        }
    }

    static Stream<Recorded> answers() {
        return RecordedCalls.answers();
    }

    static Stream<Recorded> errors() {
        return RecordedErrors.errors();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_has_the_shape_of_the_recording(Recorded call) throws IOException {
        Shape recorded = Shape.of(unpacked(recording(call)));

        Shape simulated = Shape.of(unpacked(answer(call)));

        assertThat(missingIn(simulated, recorded)).as("recorded, not simulated").isEmpty();
        assertThat(missingIn(recorded, simulated)).as("simulated, never recorded").isEmpty();
        for (String path : recorded.paths()) {
            assertThat(recorded.types().get(path))
                    .as(path)
                    .containsAll(new TreeSet<>(simulated.types().get(path)));
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void an_error_is_spelt_as_recorded(Recorded call) throws IOException {
        JsonNode recorded = recording(call);

        JsonNode simulated = answer(call);

        assertThat(simulated.path("errorcode")).isEqualTo(recorded.path("errorcode"));
        assertThat(simulated.path("exception")).isEqualTo(recorded.path("exception"));
        assertThat(Shape.of(simulated)).isEqualTo(Shape.of(recorded));
    }

    private static Set<String> missingIn(Shape shape, Shape other) {
        Set<String> missing = new TreeSet<>(other.paths());
        missing.removeAll(shape.paths());
        return missing;
    }

    private static JsonNode answer(Recorded call) {
        MoodleSimulator moodle = call.family() == Family.V5_1 ? moodle51 : moodle42;
        String token = RecordedSite.tokenFor(moodle.site(), call.recording());
        String[] arguments = call.arguments().toArray(String[]::new);
        return RestClient.with(moodle, token).call(call.function(), arguments);
    }

    static JsonNode recording(Recorded call) throws IOException {
        String folder = call.family() == Family.V5_1 ? "5.1" : "4.2";
        String path = "/moodle/recordings/" + folder + "/" + call.recording() + ".json";
        try (InputStream file = SimulatorContractTest.class.getResourceAsStream(path)) {
            assertThat(file).as(path).isNotNull();
            return RestClient.JSON.readTree(file);
        }
    }

    /** The JSON texts inside a batch's answer count as JSON too. */
    private static JsonNode unpacked(JsonNode document) throws IOException {
        for (JsonNode response : document.path("responses")) {
            if (response.has("data")) {
                ((ObjectNode) response)
                        .set("data", RestClient.JSON.readTree(response.get("data").asText()));
            }
        }
        return document;
    }
}
