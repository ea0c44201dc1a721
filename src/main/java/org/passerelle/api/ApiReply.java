package org.passerelle.api;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.passerelle.messages.MessageCodec;

/**
 * An HTTP answer, ready to be written.
 *
 * @param stream instead of the body: bytes made as they are read, closed by whoever writes them
 */
public record ApiReply(
        int status, Map<String, String> headers, byte[] body, Optional<InputStream> stream) {
    public ApiReply {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    public ApiReply(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Optional.empty());
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    static ApiReply of(ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Json json ->
                    reply(json.status(), "application/json", MessageCodec.encode(json.body()));
            case ApiAnswer.Html html ->
                    reply(
                            200,
                            "text/html; charset=utf-8",
                            html.text().getBytes(StandardCharsets.UTF_8));
            case ApiAnswer.Document document ->
                    reply(
                            200,
                            document.contentType(),
                            document.text().getBytes(StandardCharsets.UTF_8));
            case ApiAnswer.Stream stream -> streamed(stream);
            case ApiAnswer.Refused refused -> of(refused.problem());
        };
    }

    private static ApiReply streamed(ApiAnswer.Stream stream) {
        var headers = new HashMap<>(headers(stream.contentType()));
        headers.put("Content-Disposition", "attachment; filename=\"" + stream.fileName() + "\"");
        return new ApiReply(200, headers, new byte[0], Optional.of(stream.bytes()));
    }

    static ApiReply of(Problem problem) {
        return switch (problem.status()) {
            case 401 -> with(problem, "WWW-Authenticate", "Bearer");
            case 503 -> with(problem, "Retry-After", "60");
            default -> reply(problem.status(), Problem.CONTENT_TYPE, problem.json());
        };
    }

    static ApiReply with(Problem problem, String header, String value) {
        var headers =
                Map.of(
                        header,
                        value,
                        "Content-Type",
                        Problem.CONTENT_TYPE,
                        "Cache-Control",
                        "no-store");
        return new ApiReply(problem.status(), headers, problem.json());
    }

    private static ApiReply reply(int status, String contentType, byte[] body) {
        return new ApiReply(status, headers(contentType), body);
    }

    private static Map<String, String> headers(String contentType) {
        return Map.of(
                "Content-Type", contentType,
                "Cache-Control", "no-store",
                "X-Content-Type-Options", "nosniff",
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    }

    @Override
    public String toString() {
        return "reply " + status;
    }
}
