package org.passerelle.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Calls a simulated Moodle as plainly as curl does: nothing of our own client is used here. */
final class RestClient {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final MoodleSimulator moodle;
    private final String token;

    private RestClient(MoodleSimulator moodle, String token) {
        this.moodle = moodle;
        this.token = token;
    }

    static RestClient reading(MoodleSimulator moodle) {
        return new RestClient(moodle, moodle.site().reader().token());
    }

    static RestClient commanding(MoodleSimulator moodle) {
        return new RestClient(moodle, moodle.site().commander().token());
    }

    static RestClient with(MoodleSimulator moodle, String token) {
        return new RestClient(moodle, token);
    }

    /** The answer as JSON; arguments are written {@code key=value}. */
    JsonNode call(String function, String... arguments) {
        try {
            return JSON.readTree(response(function, arguments).body());
        } catch (IOException e) {
            throw new AssertionError(function + " did not answer JSON", e);
        }
    }

    /** The errorcode of the answer, or "none". */
    String errorOf(String function, String... arguments) {
        return call(function, arguments).path("errorcode").asText("none");
    }

    HttpResponse<byte[]> response(String function, String... arguments) throws IOException {
        return send(post(function, arguments).build());
    }

    HttpRequest.Builder post(String function, String... arguments) {
        StringBuilder form = new StringBuilder("moodlewsrestformat=json");
        append(form, "wstoken", token);
        append(form, "wsfunction", function);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            append(form, argument.substring(0, equals), argument.substring(equals + 1));
        }
        return HttpRequest.newBuilder(endpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()));
    }

    URI endpoint() {
        return URI.create(moodle.baseUrl() + "/webservice/rest/server.php");
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void append(StringBuilder form, String key, String value) {
        form.append('&').append(URLEncoder.encode(key, StandardCharsets.UTF_8));
        form.append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
