package org.passerelle.commands.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandType;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.RuleKey;

/**
 * A command as it travels; see {@code config/schemas/command.schema.json}. It names a pseudonym,
 * never a person; the values of a rectification stay in the store.
 *
 * @param issue 1 for the first signature, one more each time it is issued anew
 * @param expiresAt past this its first destructive step does not begin
 */
public record CommandMessage(
        CommandId command,
        int issue,
        CommandType type,
        OrganisationKey organisation,
        PlatformKey platform,
        SubjectId subject,
        Optional<CourseId> course,
        RuleKey rule,
        String marker,
        Instant issuedAt,
        Instant expiresAt) {
    public static final int VERSION = 1;

    /** The business id: the same for every delivery of this issue. */
    public String messageId() {
        return "command-" + command + "-" + issue;
    }

    public byte[] encode() {
        var body = MessageCodec.json().createObjectNode();
        body.put("command", command.value());
        body.put("issue", issue);
        body.put("platform", platform.value());
        body.put("subject", subject.toString());
        course.ifPresent(id -> body.put("course", id.value()));
        body.put("rule", rule.value());
        body.put("marker", marker);
        body.put("expiresAt", expiresAt.toString());
        return MessageCodec.encode(
                new Envelope(
                        messageId(),
                        typeName(type),
                        VERSION,
                        organisation,
                        "command-" + command,
                        Optional.empty(),
                        issuedAt,
                        body));
    }

    /** Reads what {@link #encode} wrote; everything else is told apart, not thrown. */
    public static Reading read(byte[] bytes) {
        try {
            var envelope = MessageCodec.decode(bytes, Envelope.class);
            if (envelope.version() != VERSION) {
                return new Reading.Unreadable(envelope.organisation(), "unknown-version");
            }
            return type(envelope.type())
                    .map(type -> read(envelope, type))
                    .orElseGet(
                            () -> new Reading.Unreadable(envelope.organisation(), "unknown-type"));
        } catch (UnreadableMessage e) {
            return new Reading.Unreadable(NOBODY, "unreadable");
        }
    }

    /** Stands where the bytes name no organisation. */
    public static final OrganisationKey NOBODY = new OrganisationKey("unknown");

    private static Reading read(Envelope envelope, CommandType type) {
        try {
            var body = envelope.body();
            return new Reading.Read(
                    new CommandMessage(
                            new CommandId(body.path("command").longValue()),
                            body.path("issue").intValue(),
                            type,
                            envelope.organisation(),
                            new PlatformKey(body.path("platform").asText()),
                            SubjectId.of(body.path("subject").asText()),
                            Optional.of(body.path("course"))
                                    .filter(JsonNode::isNumber)
                                    .map(id -> new CourseId(id.longValue())),
                            new RuleKey(body.path("rule").asText()),
                            body.path("marker").asText(),
                            envelope.at(),
                            Instant.parse(body.path("expiresAt").asText())));
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Reading.Unreadable(envelope.organisation(), "unreadable");
        }
    }

    public static String typeName(CommandType type) {
        return switch (type) {
            case SUSPEND -> "suspend-account";
            case LIFT -> "lift-suspension";
            case UNENROL -> "unenrol-learner";
            case RECTIFY -> "rectify-account";
            case ERASE -> "erase-account";
        };
    }

    private static Optional<CommandType> type(String name) {
        for (CommandType type : CommandType.values()) {
            if (typeName(type).equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** What the bytes are. */
    public sealed interface Reading {
        record Read(CommandMessage message) implements Reading {}

        record Unreadable(OrganisationKey organisation, String why) implements Reading {}
    }
}
