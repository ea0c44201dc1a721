package org.passerelle.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.passerelle.api.Api;
import org.passerelle.api.ApiCall;
import org.passerelle.api.ApiReply;

/**
 * Hands HTTP exchanges to the door for programs. Which operation is meant is the {@code id} of the
 * verb in {@code routes/api}.
 */
public final class RestStop {
    private static final String ROOT = "/api/v1";

    private final Api api;

    public RestStop(Api api) {
        this.api = api;
    }

    /** Camel's settings for the door; the address and the port are the operator's. */
    public static Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        settings.put("camel.rest.component", "platform-http");
        settings.put("camel.rest.contextPath", ROOT);
        settings.put("camel.rest.apiContextPath", "/openapi.json");
        settings.put("camel.rest.bindingMode", "off");
        settings.put("camel.rest.inlineRoutes", "false");
        settings.put("camel.rest.enableCORS", "false");
        settings.put(
                "camel.component.platform-http.headerFilterStrategy",
                "#class:" + OnlyOurHeaders.class.getName());
        settings.put("camel.server.enabled", "true");
        // Larger bodies are refused before they are in memory; each operation's own limit is lower.
        settings.put("camel.server.maxBodySize", Integer.toString(2 << 20));
        // A multipart body would be written to a folder before anybody is signed in.
        settings.put("camel.server.fileUploadEnabled", "false");
        return settings;
    }

    /** The verb's operation. */
    public void answer(Exchange exchange) {
        var operation = exchange.getFromRouteId();
        var call =
                new ApiCall(
                        operation,
                        new ApiCall.Target(path(exchange), header(exchange, Exchange.HTTP_QUERY)),
                        new ApiCall.Head(
                                header(exchange, "Authorization"),
                                header(exchange, Exchange.CONTENT_TYPE)),
                        body(exchange, api.bytesToRead(operation)));
        write(exchange, api.answer(call));
    }

    /** A path or a method nobody has. */
    public void unknown(Exchange exchange) {
        write(
                exchange,
                api.unknown(
                        header(exchange, Exchange.HTTP_METHOD),
                        path(exchange),
                        header(exchange, "Authorization")));
    }

    private static void write(Exchange exchange, ApiReply reply) {
        var message = exchange.getMessage();
        // Camel answers with the headers of the request, the token among them, unless they go.
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        reply.headers().forEach(message::setHeader);
        if (reply.stream().isPresent()) {
            message.setBody(reply.stream().get());
        } else {
            message.setBody(reply.body());
        }
    }

    private static String path(Exchange exchange) {
        var path = header(exchange, Exchange.HTTP_PATH);
        return path.startsWith(ROOT) ? path.substring(ROOT.length()) : path;
    }

    private static byte[] body(Exchange exchange, int most) {
        var body = exchange.getMessage().getBody(InputStream.class);
        if (body == null || most == 0) {
            return new byte[0];
        }
        try (body) {
            return body.readNBytes(most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(Exchange exchange, String name) {
        return Optional.ofNullable(exchange.getMessage().getHeader(name))
                .map(Object::toString)
                .orElse("");
    }
}
