package org.passerelle.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.passerelle.messages.MessageCodec;

/** The site itself, past Passerelle: what the tester would see and change on its screens. */
final class LiveMoodle {
    private final LiveSite site;

    LiveMoodle(LiveSite site) {
        this.site = site;
    }

    void rename(String learner, String lastName) {
        call(
                "core_user_update_users",
                Map.of("users[0][id]", "" + id(learner), "users[0][lastname]", lastName));
    }

    String city(String learner) {
        return user(learner).path("city").asText();
    }

    long id(String learner) {
        return user(learner).path("id").asLong();
    }

    /** The numbers of the courses the learner is in, ascending. */
    List<Long> courses(String learner) {
        var found = call("core_enrol_get_users_courses", Map.of("userid", "" + id(learner)));
        return StreamSupport.stream(found.spliterator(), false)
                .map(course -> course.path("id").asLong())
                .sorted()
                .toList();
    }

    private JsonNode user(String learner) {
        LiveSite.mayBeTouched(learner);
        var found =
                call(
                                "core_user_get_users",
                                Map.of(
                                        "criteria[0][key]",
                                        "idnumber",
                                        "criteria[0][value]",
                                        learner))
                        .path("users");
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " users are " + learner);
        }
        return found.get(0);
    }

    private JsonNode call(String function, Map<String, String> arguments) {
        var form = new TreeMap<>(arguments);
        form.put("wsfunction", function);
        form.put("moodlewsrestformat", "json");
        try (var http = HttpClient.newHttpClient()) {
            form.put("wstoken", Files.readString(token(function)).strip());
            var request =
                    HttpRequest.newBuilder(URI.create(site.url() + "/webservice/rest/server.php"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                            .build();
            var answer =
                    MessageCodec.json()
                            .readTree(
                                    http.send(request, HttpResponse.BodyHandlers.ofByteArray())
                                            .body());
            if (answer.has("errorcode")) {
                throw new AssertionError(function + " answered " + answer.path("errorcode"));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Courses are the reading account's business. */
    private Path token(String function) {
        return function.equals("core_enrol_get_users_courses")
                ? site.readTokenFile()
                : site.commandTokenFile();
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(
                        one ->
                                URLEncoder.encode(one.getKey(), StandardCharsets.UTF_8)
                                        + "="
                                        + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
