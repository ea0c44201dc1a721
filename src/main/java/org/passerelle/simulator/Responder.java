package org.passerelle.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.passerelle.simulator.functions.Answer;
import org.passerelle.simulator.functions.JsonOut;

/** Writes one answer to one exchange: whole, streamed, compressed, or broken on purpose. */
final class Responder {
    private static final String JSON = "application/json; charset=utf-8";
    private static final int CHUNK = 32_768;

    private final HttpExchange exchange;
    private final boolean gzip;

    Responder(HttpExchange exchange, boolean gzipAllowed) {
        this.exchange = exchange;
        this.gzip = gzipAllowed && asksForGzip(exchange);
    }

    static boolean asksForGzip(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                .filter(accepted -> accepted.contains("gzip"))
                .isPresent();
    }

    /** Streams: never the whole body in memory. */
    void stream(Answer answer) throws IOException {
        type(JSON);
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = encoded(exchange.getResponseBody())) {
            JsonOut out = new JsonOut(body);
            answer.body().accept(out);
            out.flush();
        } catch (UncheckedIOException e) {
            throw new IOException("the client went away", e);
        }
    }

    private OutputStream encoded(OutputStream body) throws IOException {
        OutputStream buffered = new BufferedOutputStream(body, CHUNK);
        return gzip ? new GZIPOutputStream(buffered, CHUNK) : buffered;
    }

    static byte[] render(Answer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonOut out = new JsonOut(bytes);
        answer.body().accept(out);
        out.flush();
        return bytes.toByteArray();
    }

    void json(byte[] body) throws IOException {
        send(200, JSON, body);
    }

    void page(Fault.Page page) throws IOException {
        send(page.status(), page.contentType(), page.body().getBytes(StandardCharsets.UTF_8));
    }

    void redirect(Fault.Redirect redirect) throws IOException {
        exchange.getResponseHeaders().set("Location", redirect.location());
        send(redirect.status(), "text/html; charset=utf-8", new byte[0]);
    }

    void xml(String body) throws IOException {
        send(200, "application/xml; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Promises the whole body and closes in the middle. */
    void cut(byte[] body) throws IOException {
        type(JSON);
        exchange.sendResponseHeaders(200, body.length + 1L);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
    }

    void oversized(long bytes) throws IOException {
        type(JSON);
        exchange.sendResponseHeaders(200, 0);
        byte[] row = "{\"id\":0},".getBytes(StandardCharsets.US_ASCII);
        try (OutputStream body = new BufferedOutputStream(exchange.getResponseBody(), CHUNK)) {
            body.write('[');
            for (long written = 0; written < bytes; written += row.length) {
                body.write(row);
            }
            body.write("{\"id\":0}]".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void send(int status, String contentType, byte[] body) throws IOException {
        type(contentType);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private void type(String contentType) {
        exchange.getResponseHeaders().set("Content-Type", contentType);
    }
}
