package org.passerelle.moodle.hands;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.passerelle.commands.hands.Target;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.Platform;

/**
 * Reads and writes accounts.
 *
 * <p>Reads by {@code core_user_get_users key=id}: unlike get_users_by_field it never returns
 * deleted accounts, and one deleted id does not fail the call. A token without rights gets an empty
 * list, so an absence counts only beside a presence: the canary's.
 */
final class Accounts {
    private final MoodleClients clients;
    private final SubjectDirectory directory;

    Accounts(MoodleClients clients, SubjectDirectory directory) {
        this.clients = clients;
        this.directory = directory;
    }

    MoodleClient client(Platform platform) {
        return clients.commanding(platform);
    }

    /**
     * @throws NoPlatformUser when the directory does not know it any more
     */
    long userId(Target target) {
        return directory
                .platformUserId(target.subject())
                .orElseThrow(() -> new NoPlatformUser(target));
    }

    Optional<JsonNode> find(Target target) {
        return find(target.platform(), userId(target));
    }

    Optional<JsonNode> find(Platform platform, long userId) {
        return search(platform, "id", Long.toString(userId)).stream()
                .filter(user -> user.path("id").longValue() == userId)
                .findFirst();
    }

    /**
     * By {@code id, idnumber, username} or {@code email}; a field the token may not see finds
     * nobody.
     */
    List<JsonNode> search(Platform platform, String key, String value) {
        var criterion = Map.of("key", key, "value", value);
        var answer =
                client(platform)
                        .call("core_user_get_users", Arguments.of("criteria", List.of(criterion)));
        // A warning means that Moodle ignored the key and answered with everybody.
        return answer.path("warnings").isEmpty()
                ? List.copyOf(answer.path("users").valueStream().toList())
                : List.of();
    }

    /**
     * The account the administrator named to prove that searches work; empty when it is not found.
     */
    Optional<JsonNode> canary(Platform platform) {
        return platform.canaryIdnumber()
                .flatMap(number -> canaryId(platform, number).stream().boxed().findFirst())
                .flatMap(id -> find(platform, id));
    }

    private OptionalLong canaryId(Platform platform, String number) {
        var known =
                directory
                        .byLearnerNumber(platform.key(), number)
                        .map(directory::platformUserId)
                        .orElseGet(OptionalLong::empty);
        return known.isPresent()
                ? known
                : search(platform, "idnumber", number).stream()
                        .mapToLong(user -> user.path("id").longValue())
                        .findFirst();
    }

    /**
     * Writes one account; read it again afterwards.
     *
     * @return the code of Moodle's warning, empty when there was none: {@code usernotupdatedadmin,
     *     usernotupdatedguest, usernotupdateddeleted, invaliduserid, useremailduplicate …}
     */
    Optional<String> update(Platform platform, long userId, Map<String, Object> fields) {
        var user = new LinkedHashMap<String, Object>();
        user.put("id", userId);
        user.putAll(fields);
        var answer =
                client(platform)
                        .call("core_user_update_users", Arguments.of("users", List.of(user)));
        return answer.path("warnings")
                .valueStream()
                .map(warning -> warning.path("warningcode").asText())
                .findFirst();
    }

    /**
     * Whether Moodle lets nobody but administrators change this account. No web service tells who
     * is an administrator, so a write is tried that changes nothing.
     *
     * @return the code of the warning, {@code usernotupdatedadmin} or another; empty: an account
     *     like others, or none
     */
    Optional<String> untouchable(Target target) {
        return find(target)
                .map(account -> account.path("suspended").asBoolean() ? 1 : 0)
                .flatMap(
                        suspended ->
                                update(
                                        target.platform(),
                                        userId(target),
                                        Map.of("suspended", suspended)));
    }

    /** The subject's link to the platform is gone: our own key was destroyed. */
    static final class NoPlatformUser extends PermanentFailure {
        private static final long serialVersionUID = 1L;

        NoPlatformUser(Target target) {
            super(
                    "subject "
                            + target.subject()
                            + " has no user id on "
                            + target.platform()
                            + " any more: it was erased here",
                    null);
        }
    }
}
