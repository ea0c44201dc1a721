package org.passerelle.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.api.accounts.Access;
import org.passerelle.api.accounts.Account;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;

/**
 * A request of somebody who may ask. Its readers throw {@link RequestProblem} and never quote a
 * value.
 *
 * @param access what the operation is for
 * @param body an empty object where there is none
 */
public record ApiRequest(
        Account caller, Access access, Map<String, String> parameters, ObjectNode body) {
    static final int USUAL_PAGE = 50;
    static final int LARGEST_PAGE = 500;

    public ApiRequest {
        parameters = Map.copyOf(parameters);
    }

    /** Who does it, for the journal. */
    public String actor() {
        return caller.name().value();
    }

    /**
     * Whether the caller has one of the operation's roles for this organisation. What is of another
     * one does not exist for him.
     */
    public boolean sees(OrganisationKey organisation) {
        return caller.may(access.roles(), organisation);
    }

    /** Whether the caller has one of the operation's roles for all organisations. */
    public boolean seesAll() {
        return caller.mayEverywhere(access.roles());
    }

    /** A parameter of the path; it is always there. */
    public String path(String name) {
        return text(name).orElseThrow(() -> bad(name, "a value"));
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    /** The parameter {@code platform}, of the path or of the query. */
    public PlatformKey platform() {
        return text("platform")
                .filter(key -> key.matches("[a-z0-9][a-z0-9-]{0,63}"))
                .map(PlatformKey::new)
                .orElseThrow(
                        () -> bad("platform", "the key of one; see: passerelle platform list"));
    }

    public long number(String name) {
        return longOf(name, path(name));
    }

    public int limit() {
        return text("limit")
                .map(text -> longOf("limit", text))
                .filter(limit -> limit <= LARGEST_PAGE)
                .or(
                        () ->
                                text("limit").isEmpty()
                                        ? Optional.of((long) USUAL_PAGE)
                                        : Optional.empty())
                .orElseThrow(() -> bad("limit", "a number from 1 to " + LARGEST_PAGE))
                .intValue();
    }

    public Optional<LocalDate> date(String name) {
        return text(name)
                .map(
                        text -> {
                            try {
                                return LocalDate.parse(text);
                            } catch (DateTimeException e) {
                                throw bad(name, "a date such as 2026-11-21");
                            }
                        });
    }

    /** Refuses a body with fields nobody reads: a misspelt one would be lost silently. */
    public void onlyFields(String... known) {
        var unknown = new TreeSet<String>();
        body.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            throw new RequestProblem(
                    Problem.badRequest(
                            "the body has "
                                    + unknown.size()
                                    + " unknown field(s); expected only: "
                                    + String.join(", ", known)));
        }
    }

    public Optional<String> bodyText(String field) {
        return given(field)
                .map(
                        node ->
                                Optional.ofNullable(node.textValue())
                                        .filter(text -> !text.isBlank() && text.length() <= 1000)
                                        .orElseThrow(() -> bad(field, "a text")));
    }

    public String requiredText(String field) {
        return bodyText(field).orElseThrow(() -> bad(field, "a text"));
    }

    public Optional<Long> bodyNumber(String field) {
        return given(field).map(node -> wholeNumber(field, node));
    }

    public boolean bodyFlag(String field, boolean otherwise) {
        return given(field)
                .map(
                        node ->
                                Optional.of(node)
                                        .filter(JsonNode::isBoolean)
                                        .orElseThrow(() -> bad(field, "true or false"))
                                        .booleanValue())
                .orElse(otherwise);
    }

    /** Positive numbers, at most as many as a large page holds. */
    public List<Long> bodyNumbers(String field) {
        return items(field).stream().map(node -> wholeNumber(field, node)).toList();
    }

    public List<String> bodyTexts(String field) {
        return items(field).stream()
                .map(
                        node ->
                                Optional.ofNullable(node.textValue())
                                        .orElseThrow(() -> bad(field, "a list of texts")))
                .toList();
    }

    private List<JsonNode> items(String field) {
        var items = new ArrayList<JsonNode>();
        given(field)
                .ifPresent(
                        list -> {
                            if (!list.isArray() || list.size() > LARGEST_PAGE) {
                                throw bad(field, "a list of at most " + LARGEST_PAGE);
                            }
                            list.forEach(items::add);
                        });
        return items;
    }

    private Optional<JsonNode> given(String field) {
        return Optional.ofNullable(body.get(field)).filter(node -> !node.isNull());
    }

    private static long wholeNumber(String field, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 1) {
            throw bad(field, "a whole number from 1");
        }
        return node.longValue();
    }

    private static long longOf(String name, String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw bad(name, "a whole number from 1");
        }
        return Long.parseLong(text);
    }

    private static RequestProblem bad(String name, String expected) {
        return new RequestProblem(Problem.badRequest(name + ": expected " + expected));
    }

    @Override
    public String toString() {
        return "request of " + caller.name();
    }
}
