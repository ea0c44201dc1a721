package org.passerelle.moodle.hands;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passerelle.commands.hands.RectifiableFields;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.hands.Target;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;

/**
 * Overwrites profiles.
 *
 * <p>A scrub is two writes, and the marker is in the second: {@code auth=nologin} cannot change
 * passwords, so the password is set while the account is still {@code manual}; and a marker that is
 * there says that both were made.
 */
final class Profiles {
    /** Moodle calls them so; ours are those of the mapping of users. */
    private static final Map<FieldName, String> RECTIFIABLE =
            RectifiableFields.ALL.stream()
                    .collect(
                            Collectors.toMap(
                                    name -> name, name -> name.value().toLowerCase(Locale.ROOT)));

    private final Accounts accounts;
    private final SecureRandom random;

    Profiles(Accounts accounts, SecureRandom random) {
        this.accounts = accounts;
        this.random = random;
    }

    StepResult rectify(Target target, Map<FieldName, FieldValue> values) {
        var wanted = new LinkedHashMap<String, String>();
        for (var entry : values.entrySet()) {
            var field = Optional.ofNullable(RECTIFIABLE.get(entry.getKey()));
            if (field.isEmpty() || !(entry.getValue() instanceof FieldValue.Text text)) {
                return new StepResult.Refused(
                        "field " + entry.getKey() + " cannot be rectified by web service");
            }
            wanted.put(field.get(), text.value());
        }
        var before = accounts.find(target);
        if (before.isEmpty()) {
            return Suspensions.notThere();
        }
        if (missing(wanted, before.get()).isEmpty()) {
            return new StepResult.AlreadyDone();
        }
        return written(target, wanted)
                .map(Suspensions::refused)
                .orElseGet(() -> confirmed(target, wanted));
    }

    StepResult scrub(Target target, String marker) {
        var before = accounts.find(target);
        if (before.isEmpty()) {
            return Suspensions.notThere();
        }
        var pseudonyms = ProfileScrub.of(marker);
        boolean marked = before.get().path("department").asText().equals(marker);
        if (marked && left(pseudonyms, before.get()).isEmpty()) {
            return new StepResult.AlreadyDone(notes(pseudonyms, before.get(), before.get()));
        }
        return overwritten(target, pseudonyms, before.get())
                .or(() -> written(target, ProfileScrub.seal(marker)))
                .map(Suspensions::refused)
                .orElseGet(() -> compared(target, pseudonyms, before.get()));
    }

    private Optional<String> overwritten(
            Target target, Map<String, String> pseudonyms, JsonNode before) {
        var fields = new LinkedHashMap<String, Object>(pseudonyms);
        fields.putAll(ProfileScrub.onlySent(random));
        var custom = before.path("customfields").valueStream().map(Profiles::blanked).toList();
        if (!custom.isEmpty()) {
            fields.put("customfields", custom);
        }
        return accounts.update(target.platform(), accounts.userId(target), fields);
    }

    private static Map<String, Object> blanked(JsonNode custom) {
        return Map.of("type", custom.path("shortname").asText(), "value", "");
    }

    private Optional<String> written(Target target, Map<String, String> fields) {
        return accounts.update(
                target.platform(), accounts.userId(target), new LinkedHashMap<>(fields));
    }

    private StepResult compared(Target target, Map<String, String> pseudonyms, JsonNode before) {
        return accounts.find(target)
                .map(after -> judged(left(pseudonyms, after), notes(pseudonyms, before, after)))
                .orElseGet(Suspensions::notThere);
    }

    private StepResult confirmed(Target target, Map<String, String> wanted) {
        return accounts.find(target)
                .map(after -> readBack(missing(wanted, after)))
                .orElseGet(Suspensions::notThere);
    }

    private static StepResult readBack(List<String> missing) {
        return missing.isEmpty()
                ? new StepResult.Done()
                : new StepResult.NeedsPerson(
                        "Moodle took the change and does not show it in "
                                + missing
                                + ": look there whether the fields are locked, or hidden from the command role");
    }

    /** Wanted and not shown: Moodle leaves blank fields out, and what the token may not see. */
    private static List<String> missing(Map<String, String> wanted, JsonNode account) {
        return wanted.entrySet().stream()
                .filter(field -> !account.path(field.getKey()).asText().equals(field.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static StepResult judged(List<String> differing, Map<String, String> notes) {
        return differing.isEmpty()
                ? new StepResult.Done(notes)
                : new StepResult.NeedsPerson("Moodle kept other values in " + differing, notes);
    }

    /**
     * Fields the token reads with another value than wanted; absent ones are blank, or unreadable.
     */
    private static List<String> differing(Map<String, String> wanted, JsonNode account) {
        return wanted.entrySet().stream()
                .filter(field -> account.has(field.getKey()))
                .filter(field -> !account.path(field.getKey()).asText().equals(field.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What still tells something of the person after a scrub. */
    private static List<String> left(Map<String, String> pseudonyms, JsonNode account) {
        var left = new ArrayList<>(differing(pseudonyms, account));
        if (!account.path("interests").asText().isEmpty()) {
            left.add("interests");
        }
        // An unticked box is written 0.
        if (account.path("customfields")
                .valueStream()
                .map(field -> field.path("value").asText())
                .anyMatch(value -> !value.isEmpty() && !value.equals("0"))) {
            left.add("customfields");
        }
        return left;
    }

    /** Readable is what the token showed before or after: Moodle leaves blank fields out. */
    private static Map<String, String> notes(
            Map<String, String> wanted, JsonNode before, JsonNode after) {
        var compared = new TreeSet<String>();
        var unreadable = new TreeSet<>(ProfileScrub.NEVER_READABLE);
        var fields = new TreeSet<>(wanted.keySet());
        fields.addAll(ProfileScrub.BLANK_AFTERWARDS);
        for (String field : fields) {
            boolean readable = before.has(field) || after.has(field);
            (readable ? compared : unreadable).add(field);
        }
        return Map.of(
                "compared", String.join(",", compared),
                "sent-not-readable", String.join(",", unreadable));
    }
}
