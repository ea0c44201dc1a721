package org.passerelle.moodle.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.passerelle.learning.PlatformSlots;
import org.passerelle.personaldata.PlatformKey;

/**
 * Calls the web services of one platform with one token.
 *
 * <p>Every call waits for a slot of its platform and rests after slow answers. Language is English
 * and the time zone UTC. Errors: {@link MoodleUnavailable} for what may pass, {@link MoodleRefusal}
 * for what will not; neither prints a token, a personal value, or Moodle's own message. Guarantee:
 * a call is sent once; nothing is repeated here.
 */
public final class MoodleClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Place place;
    private final Token token;
    private final Wire wire;
    private final PlatformSlots slots;
    private final Pace pace;

    MoodleClient(Place place, Token token, Wire wire, PlatformSlots slots, Pace pace) {
        this.place = place;
        this.token = token;
        this.wire = wire;
        this.slots = slots;
        this.pace = pace;
    }

    /** The whole answer; for small ones. Moodle's {@code null} is a {@code NullNode}. */
    public JsonNode call(String function, Arguments arguments) {
        return examine(function, arguments).body();
    }

    /** The whole answer and how it came. */
    public Answer<JsonNode> examine(String function, Arguments arguments) {
        return exchange(function, arguments, parser -> JSON.readTree(parser));
    }

    /**
     * Reads the answer while it arrives; for answers of any size.
     *
     * <p>An error body never reaches the reader. What the reader did before a failure must be
     * undone by the caller.
     */
    public <T> T stream(String function, Arguments arguments, StreamReader<T> reader) {
        return exchange(function, arguments, reader).body();
    }

    private <T> Answer<T> exchange(String function, Arguments arguments, StreamReader<T> reader) {
        String form = form(function, arguments);
        pace.beforeCall();
        try (var lease = slots.acquire(place.platform(), wire.longest(function))) {
            var answer = wire.exchange(new Wire.Call(place, function, form), reader);
            pace.after(answer.took(), answer.bytes());
            return answer;
        } catch (MoodleRefusal refusal) {
            if (refusal.code().equals("invalidtoken") || refusal.code().equals("accessexception")) {
                token.forget();
            }
            throw refusal;
        }
    }

    /** The failure that an error code stands for, when it came inside an answer. */
    public RuntimeException failure(String function, String errorcode) {
        return new Wire.Call(place, function, "").failure(Faults.ofCode(function, errorcode));
    }

    private String form(String function, Arguments arguments) {
        String rest = arguments.form();
        return "wstoken="
                + token.value()
                + "&wsfunction="
                + URLEncoder.encode(function, StandardCharsets.UTF_8)
                + "&moodlewsrestformat=json&moodlewssettinglang=en&moodlewssettingtimezone=UTC"
                + (rest.isEmpty() ? "" : "&" + rest);
    }

    @Override
    public String toString() {
        return "client of " + place.platform();
    }

    /** Which platform, and where its REST endpoint is. */
    record Place(PlatformKey platform, URI endpoint) {}
}
