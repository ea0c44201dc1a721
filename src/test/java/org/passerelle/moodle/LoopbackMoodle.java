package org.passerelle.moodle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.Tier;

/**
 * A real HTTP server on loopback that answers web-service calls as a test says, often with a
 * recording.
 */
public final class LoopbackMoodle implements AutoCloseable {
    public static final String READ_TOKEN = "0123456789abcdefREADTOKEN";
    public static final String COMMAND_TOKEN = "0123456789abcdefCOMMANDTOKEN";

    /** What to send back. */
    public record Reply(int status, String type, byte[] body, Map<String, String> headers) {
        public static Reply json(String body) {
            return json(body.getBytes(StandardCharsets.UTF_8));
        }

        public static Reply json(byte[] body) {
            return new Reply(200, "application/json; charset=utf-8", body, Map.of());
        }

        public static Reply of(int status, String type, String body) {
            return new Reply(status, type, body.getBytes(StandardCharsets.UTF_8), Map.of());
        }

        public Reply header(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Reply(status, type, body, more);
        }

        public Reply gzipped() {
            try {
                var out = new ByteArrayOutputStream();
                try (var gzip = new GZIPOutputStream(out)) {
                    gzip.write(body);
                }
                return new Reply(status, type, out.toByteArray(), headers)
                        .header("Content-Encoding", "gzip");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What came in. */
    public record Request(
            String function,
            Map<String, String> fields,
            Map<String, List<String>> headers,
            String query) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Function<Request, Reply>>> replies = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Path folder;

    public LoopbackMoodle() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            folder = Files.createTempDirectory("loopback-moodle");
            write("read.token", READ_TOKEN);
            write("command.token", COMMAND_TOKEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    private void write(String name, String token) throws IOException {
        Path file = Files.writeString(folder.resolve(name), token + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    public static byte[] recording(String name) {
        try (var in = LoopbackMoodle.class.getResourceAsStream("/moodle/recordings/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no recording " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * From now on this function answers so; several replies are given one after the other, the last
     * one stays.
     */
    @SafeVarargs
    public final void answers(String function, Function<Request, Reply>... given) {
        replies.put(function, new ArrayDeque<>(List.of(given)));
    }

    public void answers(String function, Reply... given) {
        Deque<Function<Request, Reply>> queue = new ArrayDeque<>();
        for (Reply reply : given) {
            queue.add(request -> reply);
        }
        replies.put(function, queue);
    }

    public List<Request> requests() {
        return requests;
    }

    public List<Request> requestsOf(String function) {
        return requests.stream().filter(request -> request.function().equals(function)).toList();
    }

    public Path tokenFile() {
        return folder.resolve("read.token");
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Platform platform() {
        return platform(address());
    }

    public Platform platform(URI address) {
        return new Platform(
                new PlatformKey("imp-moodle"),
                new OrganisationKey("imp-formation"),
                address,
                "FR",
                Tier.CORE,
                folder.resolve("read.token"),
                Optional.of(folder.resolve("command.token")),
                Set.of("student"),
                Map.of("accesses", Duration.ofMinutes(15)),
                Optional.of("CANARY-1"),
                List.of());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> fields = fields(form);
            String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
            var request =
                    new Request(
                            fields.getOrDefault("wsfunction", ""),
                            fields,
                            exchange.getRequestHeaders(),
                            query);
            requests.add(request);
            send(exchange, next(request));
        }
    }

    private Reply next(Request request) {
        Deque<Function<Request, Reply>> queue = replies.get(request.function());
        if (queue == null) {
            return Reply.json(recording("5.1/err_function_not_in_service.json"));
        }
        Function<Request, Reply> reply;
        synchronized (queue) {
            reply = queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
        }
        return reply.apply(request);
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(
                reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        try (OutputStream out = exchange.getResponseBody()) {
            // Written whole, the server would copy the body once more, and a test of memory would
            // see that.
            for (int at = 0; at < reply.body().length; at += 65_536) {
                out.write(reply.body(), at, Math.min(65_536, reply.body().length - at));
            }
        }
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String part : form.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                fields.put(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try (var files = Files.list(folder)) {
            for (Path file : new ArrayList<>(files.toList())) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
