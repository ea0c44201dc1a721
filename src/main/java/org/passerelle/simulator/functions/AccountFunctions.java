package org.passerelle.simulator.functions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.simulator.functions.Param.Kind;
import org.passerelle.simulator.site.ProfileFields;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SimulatedUser;
import org.passerelle.simulator.site.SimulatedUser.CustomField;
import org.passerelle.simulator.site.Trace;

/**
 * core_user_update_users and core_user_delete_users. An update saves each user apart and warns of
 * those it left alone; a deletion is all or nothing.
 */
final class AccountFunctions {
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Map<String, Kind> KINDS =
            Map.of(
                    "username", Kind.USERNAME,
                    "auth", Kind.AUTH,
                    "password", Kind.RAW,
                    "email", Kind.RAW,
                    "country", Kind.ALPHA,
                    "description", Kind.RAW,
                    "idnumber", Kind.RAW);
    private static final List<String> NUMBERS =
            List.of("suspended", "maildisplay", "userpicture", "mailformat");

    private AccountFunctions() {}

    /** Why Moodle leaves one user of a list alone. */
    private record Refusal(String code, String words) {}

    static List<WsFunction> all() {
        return List.of(
                WsFunction.of(
                        "core_user_update_users",
                        AccountFunctions::update,
                        Param.rows("users", columns())),
                WsFunction.of(
                        "core_user_delete_users",
                        AccountFunctions::delete,
                        Param.values("userids", Kind.INT)));
    }

    private static Param[] columns() {
        List<Param> columns = new ArrayList<>();
        columns.add(Param.needed("id", Kind.INT));
        for (String text : ProfileFields.UPDATABLE_TEXTS) {
            columns.add(Param.optional(text, KINDS.getOrDefault(text, Kind.TEXT)));
        }
        NUMBERS.forEach(number -> columns.add(Param.optional(number, Kind.INT)));
        for (String list : List.of("customfields", "preferences")) {
            columns.add(
                    Param.optionalRows(
                            list, Param.needed("type", Kind.RAW), Param.needed("value", Kind.RAW)));
        }
        return columns.toArray(Param[]::new);
    }

    private static Answer update(WsCall call) {
        call.need("moodle/user:update", "Update user profiles");
        Warnings warnings = new Warnings();
        call.site()
                .write(
                        () -> {
                            for (Arguments wish : call.arguments().rows("users")) {
                                updateOne(call, wish, warnings);
                            }
                        });
        return warnings.answer();
    }

    private static void updateOne(WsCall call, Arguments wish, Warnings warnings) {
        long id = wish.integer("id");
        Optional<SimulatedUser> user = call.site().user(id);
        Optional<Refusal> refusal =
                user.isEmpty()
                        ? Optional.of(new Refusal("invaliduserid", "Invalid user ID"))
                        : refusal(call, user.get(), wish);
        refusal.ifPresentOrElse(
                why -> warnings.add(id, why.code(), why.words()),
                () -> user.ifPresent(row -> apply(call.site(), row, wish)));
    }

    private static Optional<Refusal> refusal(WsCall call, SimulatedUser user, Arguments wish) {
        if (user.isDeleted()) {
            return refused("usernotupdateddeleted", "error/usernotupdateddeleted");
        }
        if (user.is("siteadmin") && !call.caller().user().is("siteadmin")) {
            return refused("usernotupdatedadmin", "Cannot update admin accounts");
        }
        if (user.id() == SimulatedSite.GUEST_ID) {
            return refused("usernotupdatedguest", "Cannot update guest account");
        }
        String mail = wish.text("email");
        if (wish.has("email") && !ADDRESS.matcher(mail).matches()) {
            return refused("useremailinvalid", "error/useremailinvalid");
        }
        if (wish.has("email") && others(call, user, false).anyMatch(o -> same(o, "email", mail))) {
            return refused("useremailduplicate", "Duplicate address");
        }
        String login = wish.text("username");
        if (wish.has("username")
                && others(call, user, true).anyMatch(o -> same(o, "username", login))) {
            return refused("dmlwriteexception", "Error writing to database");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refused(String code, String words) {
        return Optional.of(new Refusal(code, words));
    }

    private static Stream<SimulatedUser> others(WsCall call, SimulatedUser user, boolean deleted) {
        return call.site().users().stream()
                .filter(other -> other.id() != user.id() && (deleted || !other.isDeleted()));
    }

    private static boolean same(SimulatedUser user, String column, String value) {
        return user.text(column).equalsIgnoreCase(value);
    }

    private static void apply(SimulatedSite site, SimulatedUser user, Arguments wish) {
        for (String column : ProfileFields.UPDATABLE_TEXTS) {
            if (wish.has(column) && !column.equals("password") && !column.equals("interests")) {
                user.set(column, wish.text(column).strip());
            }
        }
        NUMBERS.stream().filter(wish::has).forEach(c -> user.set(c, wish.integer(c)));
        if (wish.has("password")) {
            site.traces()
                    .removeIf(
                            trace ->
                                    trace.userId() == user.id()
                                            && trace.kind() == Trace.Kind.PASSWORD_HASH);
            site.leave(user.id(), Trace.Kind.PASSWORD_HASH, "new hash");
        }
        if (!wish.text("interests").isEmpty()) {
            user.set("interests", tags(wish.text("interests")));
        }
        wish.rows("customfields").forEach(wished -> applyCustom(user, wished));
        user.set("timemodified", site.now());
    }

    /**
     * Moodle leaves interests alone when the text is empty, and drops the empty names of a list.
     */
    private static String tags(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static void applyCustom(SimulatedUser user, Arguments wished) {
        user.customFields()
                .computeIfPresent(
                        wished.text("type").toLowerCase(Locale.ROOT),
                        (key, held) ->
                                new CustomField(
                                        held.type(),
                                        held.shortName(),
                                        held.label(),
                                        wished.text("value"),
                                        held.open()));
        user.customFields().values().removeIf(field -> field.value().isEmpty());
    }

    private static Answer delete(WsCall call) {
        call.need("moodle/user:delete", "Delete users");
        call.site()
                .write(
                        () -> {
                            List<SimulatedUser> doomed =
                                    call.arguments().list("userids").stream()
                                            .map(id -> deletable(call, Long.parseLong(id)))
                                            .flatMap(Optional::stream)
                                            .toList();
                            doomed.forEach(
                                    u -> call.site().accounts().delete(u, call.caller().id()));
                        });
        return Answer.nothing();
    }

    /** The guest is neither deleted nor refused. */
    private static Optional<SimulatedUser> deletable(WsCall call, long id) {
        SimulatedUser user =
                call.site()
                        .user(id)
                        .filter(row -> !row.isDeleted())
                        .orElseThrow(() -> WsFault.noUser(call.family()));
        if (user.is("siteadmin")) {
            throw WsFault.moodle("useradminodelete", "Administrator accounts cannot be deleted.");
        }
        if (id == call.caller().id()) {
            throw WsFault.moodle("usernotdeletederror", "User not deleted - error");
        }
        return id == SimulatedSite.GUEST_ID ? Optional.empty() : Optional.of(user);
    }
}
