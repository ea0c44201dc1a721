package org.passerelle.retention.facts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.policy.Fact;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.PurposeKey;

/**
 * Reads the JSON of a fact, by hand: what a parser's own message would quote may be personal. A
 * test keeps it equal to {@code config/schemas/fact.schema.json}.
 */
final class FactForm {
    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "platform",
                    "learnerNumber",
                    "key",
                    "on",
                    "at",
                    "source",
                    "course",
                    "purpose",
                    "replaces");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._/-]{0,127}");
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9:._-]{0,63}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final JsonNode json;
    private final List<String> problems = new ArrayList<>();

    private FactForm(JsonNode json) {
        this.json = json;
    }

    /** What was read: the fact, or what is wrong with it. */
    sealed interface Reading {
        record Read(FactMessage message) implements Reading {}

        record Wrong(String reason) implements Reading {}
    }

    static Reading read(JsonNode json) {
        if (!json.isObject()) {
            return new Reading.Wrong(
                    "a fact is a JSON object; see config/schemas/fact.schema.json");
        }
        return new FactForm(json).read();
    }

    private Reading read() {
        json.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!FIELDS.contains(name)) {
                                // The name itself may be anything; only its place is told.
                                problems.add("it has a field that facts do not have");
                            }
                        });
        var id = text("id", ID);
        var platform = text("platform", PLATFORM);
        var number = learnerNumber();
        var key = key();
        var when = when();
        var source = text("source", SOURCE);
        var course = course();
        var purpose = purpose(key);
        var replaces =
                json.has("replaces") ? Optional.of(text("replaces", ID)) : Optional.<String>empty();
        if (!problems.isEmpty()) {
            return new Reading.Wrong(
                    String.join("; ", problems) + "; the form is config/schemas/fact.schema.json");
        }
        return new Reading.Read(
                new FactMessage(
                        id,
                        new PlatformKey(platform),
                        new FieldValue.Text(number),
                        key.orElseThrow(),
                        when.orElseThrow(),
                        new Fact.Source(source),
                        course,
                        purpose,
                        replaces));
    }

    private String text(String field, Pattern form) {
        var value = json.path(field);
        if (!value.isTextual() || !form.matcher(value.asText()).matches()) {
            problems.add(field + " must be text of the form " + form.pattern());
            return "";
        }
        return value.asText();
    }

    /** Consent is given to one purpose, and so it is withdrawn (IMP-04, UPR-21). */
    private Optional<PurposeKey> purpose(Optional<FactKey> key) {
        if (key.filter(FactKey::ofPurpose).isPresent()) {
            return Optional.of(text("purpose", PURPOSE))
                    .filter(text -> !text.isEmpty())
                    .map(PurposeKey::new);
        }
        if (json.has("purpose")) {
            problems.add("purpose belongs to consents and objections only");
        }
        return Optional.empty();
    }

    private String learnerNumber() {
        var value = json.path("learnerNumber");
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > 255) {
            problems.add("learnerNumber must be text of 1 to 255 characters");
            return "";
        }
        return value.asText();
    }

    private Optional<FactKey> key() {
        var key = FactKey.of(json.path("key").asText());
        if (key.isEmpty()) {
            problems.add("key must be one of the fact keys, such as contract-end");
        } else if (key.get().derived()) {
            problems.add(
                    "key " + key.get().key() + " is derived from the platform and cannot be told");
        }
        return key;
    }

    private Optional<FactMessage.When> when() {
        if (json.has("on") == json.has("at")) {
            problems.add("give either on, a day such as 2026-06-30, or at, an instant");
            return Optional.empty();
        }
        return json.has("on") ? day() : moment();
    }

    private Optional<FactMessage.When> day() {
        try {
            var text = json.path("on").asText();
            if (DAY.matcher(text).matches()) {
                return Optional.of(new FactMessage.When.Day(LocalDate.parse(text)));
            }
        } catch (DateTimeException e) {
            // Falls through to the one message for every wrong day.
        }
        problems.add("on must be a day that exists, such as 2026-06-30");
        return Optional.empty();
    }

    private Optional<FactMessage.When> moment() {
        try {
            Instant at = OffsetDateTime.parse(json.path("at").asText()).toInstant();
            return Optional.of(new FactMessage.When.Moment(at));
        } catch (DateTimeException e) {
            problems.add("at must be an instant with its offset, such as 2026-06-30T12:00:00Z");
            return Optional.empty();
        }
    }

    private Optional<CourseId> course() {
        if (!json.has("course")) {
            return Optional.empty();
        }
        var value = json.path("course");
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() <= 0) {
            problems.add("course must be the course's id on the platform, a positive number");
            return Optional.empty();
        }
        return Optional.of(new CourseId(value.asLong()));
    }
}
