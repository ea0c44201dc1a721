package org.passerelle.api;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.camel.main.Main;
import org.passerelle.routes.RestStop;

/** The route files of the door on a real HTTP server and a free port. */
public final class HttpDoor implements AutoCloseable {
    private final Main main = new Main();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI root;

    public HttpDoor(Api api) throws Exception {
        int port = freePort();
        root = URI.create("http://127.0.0.1:" + port);
        RestStop.settings().forEach(main::addInitialProperty);
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", Integer.toString(port));
        main.addInitialProperty("camel.main.shutdownTimeout", "2");
        main.configure().withRoutesIncludePattern("file:routes/api/*.camel.yaml");
        main.bind("restStop", new RestStop(api));
        main.start();
    }

    public URI root() {
        return root;
    }

    public HttpResponse<String> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return send(method, path, token, body, "application/json");
    }

    public HttpResponse<String> send(
            String method, String path, String token, String body, String contentType)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(root.resolve(path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        main.stop();
        client.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
