package org.passerelle.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * One call the simulator received, for tests to assert on. The token is not kept.
 *
 * @param function empty when the call named none
 * @param arguments as sent, by flat key ({@code options[0][name]}), without token, function, format
 *     and settings
 * @param at by the site's clock
 * @param callerId the user id of the service user; 0 when the token is unknown
 */
public record ReceivedCall(
        String function, Map<String, String> arguments, Instant at, long callerId, Manner manner) {
    public ReceivedCall {
        arguments = Map.copyOf(arguments);
    }

    /**
     * How it came.
     *
     * @param tokenInAddress whether the token stood in the URL, where access logs would keep it
     * @param batched whether it is an inner call of tool_mobile_call_external_functions; its
     *     arguments are then the top level of the JSON
     */
    public record Manner(
            String httpMethod, boolean tokenInAddress, boolean gzipAsked, boolean batched) {}
}
