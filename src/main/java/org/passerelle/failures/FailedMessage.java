package org.passerelle.failures;

import static org.passerelle.failures.FailureHeaders.ADDRESS;
import static org.passerelle.failures.FailureHeaders.ATTEMPTS;
import static org.passerelle.failures.FailureHeaders.BROKER_ADDRESS;
import static org.passerelle.failures.FailureHeaders.CAUSE;
import static org.passerelle.failures.FailureHeaders.ROUTE;
import static org.passerelle.failures.FailureHeaders.STOP;
import static org.passerelle.failures.FailureHeaders.TEXT;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.messages.Address;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;

/**
 * A message that gave up, as it is found on {@code passerelle.failed}. Its body may be anything: it
 * may have failed because it is unreadable.
 *
 * @param transportId makes storing it twice one row
 * @param headers all string headers it came with
 */
public record FailedMessage(String transportId, Map<String, String> headers, byte[] body) {
    private static final int LONGEST_NAME = 128;

    public FailedMessage {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** The queue it was read from; empty when that is none of ours. */
    public Optional<Address> address() {
        return Stream.of(ADDRESS, BROKER_ADDRESS)
                .flatMap(name -> header(name).stream())
                .flatMap(
                        queue ->
                                Arrays.stream(Address.values())
                                        .filter(a -> a.queue().equals(queue)))
                .filter(address -> address != Address.FAILED)
                .findFirst();
    }

    public Cause cause() {
        return new Cause(
                header(CAUSE).orElse("GaveUpAtBroker"),
                header(ROUTE).orElse("broker"),
                header(STOP).orElseGet(() -> address().map(Address::queue).orElse("unknown")),
                CauseText.of(header(TEXT).orElse("delivered too often without an answer")));
    }

    public int attempts() {
        return header(ATTEMPTS)
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Integer::parseInt)
                .orElse(1);
    }

    /** What the envelope says, as far as it can be read. */
    public Label label() {
        var envelope = json();
        return new Label(
                text(envelope, "id").filter(id -> id.matches("[A-Za-z0-9:._/-]+")),
                text(envelope, "type").filter(type -> type.matches("[a-z][a-z0-9-]{0,63}")),
                text(envelope, "organisation")
                        .filter(key -> key.matches("[a-z0-9][a-z0-9-]{0,63}"))
                        .map(OrganisationKey::new),
                text(envelope.path("body"), "subject")
                        .filter(hex -> hex.matches("[0-9a-f]{32}"))
                        .map(SubjectId::of));
    }

    private JsonNode json() {
        try {
            return MessageCodec.json().readTree(body);
        } catch (IOException e) {
            return MessageCodec.json().nullNode();
        }
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue())
                .filter(value -> value.length() <= LONGEST_NAME);
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FailedMessage that && transportId.equals(that.transportId);
    }

    @Override
    public int hashCode() {
        return transportId.hashCode();
    }

    @Override
    public String toString() {
        return "failed message " + transportId;
    }

    /**
     * The parts of an envelope that are kept in clear.
     *
     * @param businessId the envelope's id
     */
    public record Label(
            Optional<String> businessId,
            Optional<String> type,
            Optional<OrganisationKey> organisation,
            Optional<SubjectId> subject) {}
}
