package org.passerelle.cli.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.api.LocalDoor;
import org.passerelle.messages.MessageCodec;

/**
 * The running process, asked over HTTP on this machine.
 *
 * <p>Errors: {@link NotReachable} when nobody answers, {@link DoorProblem} when it refuses.
 */
public final class Door {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final String ROOT = "/api/v1";

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
    private final URI address;
    private final String token;

    private Door(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /**
     * @param ownToken of a person's account; blank takes the one of this machine
     */
    static Door of(Path dataFolder, String ownToken) {
        try {
            var local =
                    LocalDoor.read(dataFolder)
                            .orElseThrow(() -> notReachable(dataFolder.toString(), null));
            return new Door(local.address(), ownToken.isBlank() ? local.token() : ownToken);
        } catch (IOException e) {
            throw new NotReachable(
                    "the file "
                            + dataFolder.resolve(LocalDoor.FILE)
                            + " cannot be read; expected to run as the account that runs"
                            + " Passerelle",
                    e);
        }
    }

    public JsonNode get(String path) {
        return json(send("GET", path, ""));
    }

    public JsonNode get(String path, Map<String, String> query) {
        var text =
                new TreeMap<>(query)
                        .entrySet().stream()
                                .filter(pair -> !pair.getValue().isBlank())
                                .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
                                .collect(Collectors.joining("&"));
        return get(text.isEmpty() ? path : path + "?" + text);
    }

    public JsonNode post(String path, JsonNode body) {
        return json(send("POST", path, body.toString()));
    }

    /** Without a body where it says nothing. */
    public JsonNode post(String path, Body body) {
        return json(send("POST", path, body.isEmpty() ? "" : body.text()));
    }

    public JsonNode post(String path) {
        return json(send("POST", path, ""));
    }

    public JsonNode delete(String path) {
        return json(send("DELETE", path, ""));
    }

    /** A document as it is. */
    public String text(String path) {
        return send("GET", path, "");
    }

    /** The bytes of a POST without a body, as they come; the caller closes them. */
    public InputStream stream(String path) {
        var request =
                HttpRequest.newBuilder(address.resolve(ROOT + path))
                        .timeout(ANSWER)
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.noBody())
                        .build();
        try {
            var answer = client.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() >= 300) {
                try (var body = answer.body()) {
                    throw problem(
                            answer.statusCode(),
                            new String(body.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return answer.body();
        } catch (IOException e) {
            throw notReachable(address.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReachable("interrupted while waiting for " + address, e);
        }
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String send(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(address.resolve(ROOT + path))
                        .timeout(ANSWER)
                        .header("Authorization", "Bearer " + token)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        var answer = exchange(request.build());
        if (answer.statusCode() >= 300) {
            throw problem(answer.statusCode(), answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw notReachable(address.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReachable("interrupted while waiting for " + address, e);
        }
    }

    private static DoorProblem problem(int status, String body) {
        try {
            var problem = MessageCodec.json().readTree(body);
            return new DoorProblem(
                    status,
                    problem.path("title").asText() + ": " + problem.path("detail").asText());
        } catch (IOException e) {
            return new DoorProblem(status, "the answer has status " + status);
        }
    }

    private static JsonNode json(String text) {
        try {
            return MessageCodec.json().readTree(text);
        } catch (IOException e) {
            throw new DoorProblem(500, "the answer is not JSON; is it Passerelle that answers?");
        }
    }

    private static NotReachable notReachable(String where, @Nullable Throwable cause) {
        return new NotReachable(
                "no Passerelle answers at "
                        + where
                        + "; start it with ./passerelle run, or give its data folder with --data"
                        + " DIR",
                cause);
    }
}
