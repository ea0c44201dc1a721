package org.passerelle.simulator.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.passerelle.simulator.functions.Param.Kind;

/**
 * tool_mobile_call_external_functions: several calls in one, each answer a JSON text inside JSON.
 * It stops at the first error; later requests get no answer.
 */
final class BatchFunction {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FunctionTable table;

    BatchFunction(FunctionTable table) {
        this.table = table;
    }

    /** One response: data, or an error, in the shape of the recordings. */
    private record Response(boolean failed, String json, Answer cost) {}

    List<WsFunction> all() {
        return List.of(
                WsFunction.of(
                        "tool_mobile_call_external_functions",
                        this::answer,
                        Param.rows(
                                "requests",
                                Param.needed("function", Kind.ALPHANUMEXT),
                                Param.optional("arguments", Kind.RAW),
                                Param.optional("settingraw", Kind.BOOL),
                                Param.optional("settingfileurl", Kind.BOOL),
                                Param.optional("settingfilter", Kind.BOOL),
                                Param.optional("settinglang", Kind.ALPHANUMEXT))));
    }

    private Answer answer(WsCall call) {
        List<Response> responses = new ArrayList<>();
        for (Arguments request : call.arguments().rows("requests")) {
            Response response = respond(call, request);
            responses.add(response);
            if (response.failed()) {
                break;
            }
        }
        int users = responses.stream().mapToInt(r -> r.cost().users()).sum();
        int cells = responses.stream().mapToInt(r -> r.cost().cells()).sum();
        return new Answer(users, cells, out -> write(out, responses));
    }

    private Response respond(WsCall call, Arguments request) {
        try {
            Answer answer =
                    table.answer(call.caller(), request.text("function"), arguments(request));
            return new Response(false, render(answer), answer);
        } catch (WsFault fault) {
            return new Response(true, error(call, fault), Answer.nothing());
        }
    }

    private static Arguments arguments(Arguments request) {
        String text = request.text("arguments");
        try {
            return Arguments.ofTree(text.isEmpty() ? Map.of() : JSON.readValue(text, Map.class));
        } catch (JsonProcessingException e) {
            throw WsFault.invalidParameter();
        }
    }

    private static String render(Answer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonOut out = new JsonOut(bytes);
        answer.body().accept(out);
        out.flush();
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static String error(WsCall call, WsFault fault) {
        return render(
                Answer.of(
                        out ->
                                out.object()
                                        .field("message", fault.words())
                                        .field("errorcode", fault.errorcode())
                                        .field("link", call.address().baseUrl() + "/")
                                        .field(
                                                "moreinfourl",
                                                "https://docs.moodle.org/501/en/error/moodle/"
                                                        + fault.errorcode())
                                        .endObject()));
    }

    private static void write(JsonOut out, List<Response> responses) {
        out.object().name("responses").array();
        for (Response response : responses) {
            out.object().field("error", response.failed());
            out.field(response.failed() ? "exception" : "data", response.json()).endObject();
        }
        out.endArray().endObject();
    }
}
