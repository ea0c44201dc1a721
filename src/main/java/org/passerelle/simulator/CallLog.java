package org.passerelle.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.simulator.ReceivedCall.Manner;
import org.passerelle.simulator.site.SimulatedSite;

/** What was received, and how much at once. */
final class CallLog {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BATCH = "tool_mobile_call_external_functions";

    private final SimulatedSite site;
    private final Queue<ReceivedCall> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();

    CallLog(SimulatedSite site) {
        this.site = site;
    }

    void enter() {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    }

    void leave() {
        inFlight.decrementAndGet();
    }

    int mostInFlight() {
        return mostInFlight.get();
    }

    List<ReceivedCall> all() {
        return List.copyOf(calls);
    }

    void clear() {
        calls.clear();
        mostInFlight.set(inFlight.get());
    }

    ReceivedCall record(Form form, HttpExchange exchange) {
        Manner manner =
                new Manner(
                        exchange.getRequestMethod(),
                        form.hasTokenInAddress(),
                        Responder.asksForGzip(exchange),
                        false);
        long caller = site.bearerOf(form.get("wstoken")).map(user -> user.id()).orElse(0L);
        ReceivedCall call =
                new ReceivedCall(
                        form.get("wsfunction"),
                        form.arguments(),
                        site.clock().instant(),
                        caller,
                        manner);
        calls.add(call);
        if (call.function().equals(BATCH)) {
            recordInner(call);
        }
        return call;
    }

    private void recordInner(ReceivedCall batch) {
        Manner manner =
                new Manner(
                        batch.manner().httpMethod(),
                        batch.manner().tokenInAddress(),
                        batch.manner().gzipAsked(),
                        true);
        for (int at = 0; batch.arguments().containsKey(key(at, "function")); at++) {
            String json = batch.arguments().getOrDefault(key(at, "arguments"), "{}");
            String function = batch.arguments().getOrDefault(key(at, "function"), "");
            calls.add(new ReceivedCall(function, flat(json), batch.at(), batch.callerId(), manner));
        }
    }

    private static String key(int at, String column) {
        return "requests[" + at + "][" + column + "]";
    }

    private static Map<String, String> flat(String json) {
        Map<String, String> arguments = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonNode> field : JSON.readTree(json).properties()) {
                JsonNode value = field.getValue();
                arguments.put(
                        field.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        } catch (JsonProcessingException e) {
            arguments.put("arguments", json);
        }
        return arguments;
    }
}
