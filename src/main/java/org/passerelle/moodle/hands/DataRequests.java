package org.passerelle.moodle.hands;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.moodle.client.MoodleFault;
import org.passerelle.moodle.client.MoodleRefusal;
import org.passerelle.personaldata.Platform;

/**
 * Moodle's own data requests. The answers carry names and addresses of the people concerned: only
 * what {@link Row} holds leaves this class.
 *
 * <p>Source: {@code tool_dataprivacy_*_data_request(s)}.
 */
final class DataRequests {
    static final int AWAITING = 2;
    static final int APPROVED = 3;
    static final int PROCESSING = 4;
    static final int CANCELLED = 6;
    static final int REJECTED = 7;
    static final int DELETED = 10;

    private static final int DELETION = 2;
    private static final String PREFIX = "tool_dataprivacy_";

    private final MoodleClients clients;

    DataRequests(MoodleClients clients) {
        this.clients = clients;
    }

    /**
     * @param department of the person concerned, where the scrub put its marker; empty when the
     *     answer does not show it
     */
    record Row(long id, long userId, int type, int status, Optional<String> department) {
        boolean erases(long user) {
            return userId == user && type == DELETION;
        }

        boolean rejected() {
            return status == CANCELLED || status == REJECTED;
        }

        /** The department may hold a marker of ours or words about a person. */
        @Override
        public String toString() {
            return "data request " + id + " in status " + status;
        }
    }

    /** Works also when the person is deleted. */
    Optional<Row> find(Platform platform, long id) {
        try {
            var answer = call(platform, "get_data_request", Arguments.of("requestid", id));
            return Optional.of(row(answer.path("result")));
        } catch (MoodleRefusal refusal) {
            if (refusal.fault() instanceof MoodleFault.NotFound) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /**
     * The latest request to erase this user, where requests can be listed (Moodle 4.5 and later).
     */
    Optional<Row> latestOf(Platform platform, long user) {
        // Asked without the user id, since Moodle refuses the list of a deleted user's requests.
        var answer =
                call(
                        platform,
                        "get_data_requests",
                        Arguments.of("types", List.of(DELETION), "sort", "id DESC"));
        return answer.path("requests")
                .valueStream()
                .map(DataRequests::row)
                .filter(row -> row.erases(user))
                .findFirst();
    }

    long create(Platform platform, long user) {
        var arguments = Arguments.of("type", DELETION, "foruserid", user);
        return call(platform, "create_data_request", arguments).path("datarequestid").longValue();
    }

    /**
     * @return whether Moodle says that it approved; read the status afterwards
     */
    boolean approve(Platform platform, long id) {
        return call(platform, "approve_data_request", Arguments.of("requestid", id))
                .path("result")
                .asBoolean();
    }

    /** Whether the site has retention purposes of its own, by which it may keep contexts. */
    boolean keepsContexts(Platform platform) {
        return call(platform, "get_purpose_options", Arguments.none())
                .path("options")
                .valueStream()
                .anyMatch(option -> option.path("id").longValue() > 0);
    }

    private JsonNode call(Platform platform, String function, Arguments arguments) {
        return clients.commanding(platform).call(PREFIX + function, arguments);
    }

    private static Row row(JsonNode node) {
        return new Row(
                node.path("id").longValue(),
                node.path("userid").longValue(),
                node.path("type").intValue(),
                node.path("status").intValue(),
                Optional.of(node.path("foruser").path("department"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText));
    }
}
