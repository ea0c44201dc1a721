package org.passerelle.moodle.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.client.MoodleFault;
import org.passerelle.moodle.client.MoodleRefusal;
import org.passerelle.moodle.client.MoodleUnavailable;

/** How Moodle took a question. */
sealed interface Reply {
    /** It answered. */
    record Answered(JsonNode body) implements Reply {}

    /** It did not. */
    record Refused(MoodleFault fault) implements Reply {
        boolean is(String code) {
            return fault.code().equals(code);
        }
    }

    static Reply ask(MoodleClient client, String function, Arguments arguments) {
        try {
            return new Answered(client.call(function, arguments));
        } catch (MoodleRefusal refusal) {
            return new Refused(refusal.fault());
        } catch (MoodleUnavailable unavailable) {
            return new Refused(unavailable.fault());
        }
    }
}
