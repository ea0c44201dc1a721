package org.passerelle.simulator.functions;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.passerelle.simulator.functions.Param.Kind;
import org.passerelle.simulator.site.SimulatedUser;

/** core_user_get_users and core_user_get_users_by_field. */
final class UserFunctions {
    private static final Set<String> SEARCHABLE =
            Set.of("id", "lastname", "firstname", "idnumber", "username", "email", "auth");
    private static final Set<String> WITH_WILDCARD = Set.of("email", "lastname", "firstname");
    private static final Set<String> FIELDS = Set.of("id", "idnumber", "username", "email");

    private UserFunctions() {}

    static List<WsFunction> all() {
        return List.of(
                WsFunction.of(
                        "core_user_get_users",
                        UserFunctions::search,
                        Param.rows(
                                "criteria",
                                Param.needed("key", Kind.ALPHA),
                                Param.needed("value", Kind.RAW))),
                WsFunction.of(
                        "core_user_get_users_by_field",
                        UserFunctions::byField,
                        Param.needed("field", Kind.ALPHA),
                        Param.values("values", Kind.RAW)));
    }

    /** An unsupported key is ignored with a warning: without another one, everybody is returned. */
    private static Answer search(WsCall call) {
        UserView view = new UserView(call, Optional.empty(), List.of());
        List<Arguments> criteria = call.arguments().rows("criteria");
        Predicate<SimulatedUser> matches = user -> !user.isDeleted() && view.isVisible(user);
        for (Arguments criterion : criteria) {
            if (SEARCHABLE.contains(criterion.text("key"))) {
                matches = matches.and(matching(view, criterion));
            }
        }
        List<SimulatedUser> found = call.site().users().stream().filter(matches).toList();
        return new Answer(found.size(), 0, out -> write(out, view, found, criteria));
    }

    private static Predicate<SimulatedUser> matching(UserView view, Arguments criterion) {
        String key = criterion.text("key");
        String value = criterion.text("value");
        if (key.equals("id")) {
            return user -> Long.toString(user.id()).equals(value);
        }
        Predicate<String> like =
                WITH_WILDCARD.contains(key) ? pattern(value) : value::equalsIgnoreCase;
        return user -> like.test(user.text(key)) && view.shows(user, key);
    }

    private static Predicate<String> pattern(String like) {
        String regex = Pattern.quote(like).replace("%", "\\E.*\\Q");
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
        return Pattern.compile(regex, flags).asMatchPredicate();
    }

    private static void write(
            JsonOut out, UserView view, List<SimulatedUser> found, List<Arguments> criteria) {
        out.object().name("users").array();
        found.forEach(user -> view.write(out, user));
        out.endArray().name("warnings").array();
        for (Arguments criterion : criteria) {
            String key = criterion.text("key");
            if (!SEARCHABLE.contains(key)) {
                out.object().field("item", key).field("warningcode", "invalidfieldparameter");
                out.field(
                        "message",
                        "The search key '"
                                + key
                                + "' is not supported, look at the web service documentation");
                out.endObject();
            }
        }
        out.endArray().endObject();
    }

    /** Deleted users are not left out; one whose context is gone fails the whole call. */
    private static Answer byField(WsCall call) {
        String field = call.arguments().text("field");
        List<String> values = call.arguments().list("values");
        if (!FIELDS.contains(field)) {
            throw WsFault.coding("invalid field parameter");
        }
        if (field.equals("id") && !values.stream().allMatch(Kind.INT::accepts)) {
            throw WsFault.invalidParameter();
        }
        UserView view = new UserView(call, Optional.empty(), List.of());
        List<SimulatedUser> found = having(call, field, values).toList();
        if (found.stream().anyMatch(SimulatedUser::isContextGone)) {
            throw WsFault.noUser(call.family());
        }
        List<SimulatedUser> shown = found.stream().filter(user -> view.shows(user, field)).toList();
        return new Answer(
                shown.size(),
                0,
                out -> {
                    out.array();
                    shown.forEach(user -> view.write(out, user));
                    out.endArray();
                });
    }

    private static Stream<SimulatedUser> having(WsCall call, String field, List<String> values) {
        if (field.equals("id")) {
            return values.stream()
                    .map(Long::parseLong)
                    .distinct()
                    .sorted()
                    .flatMap(id -> call.site().user(id).stream());
        }
        Set<String> wanted = new HashSet<>();
        values.forEach(value -> wanted.add(value.toLowerCase(Locale.ROOT)));
        return call.site().users().stream()
                .filter(user -> wanted.contains(user.text(field).toLowerCase(Locale.ROOT)));
    }
}
