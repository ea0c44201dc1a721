package org.passerelle.simulator;

import java.time.Duration;
import java.util.Locale;

/** One way in which a Moodle, or what stands before it, fails to answer as it should. */
public sealed interface Fault {
    /** A Moodle error with HTTP 200, spelt as the site's family spells it. */
    record Error(String errorcode) implements Fault {}

    /** A whole other answer, made by the web server or PHP. */
    record Page(int status, String contentType, String body) implements Fault {}

    /** Sends the client elsewhere. */
    record Redirect(int status, String location) implements Fault {}

    /** The right answer, late. */
    record Slow(Duration by) implements Fault {}

    /**
     * The connection ends without an answer.
     *
     * @param acted whether Moodle did what was asked before the connection was lost
     */
    record Reset(boolean acted) implements Fault {}

    /** The connection ends in the middle of the body. */
    record Cut() implements Fault {}

    /** A JSON list of that many bytes, made of empty rows. */
    record Oversized(long bytes) implements Fault {}

    /** The right answer, spoilt. */
    record Spoilt(Spoiling how) implements Fault {}

    /** What is done to a right answer. */
    enum Spoiling {
        /** Only the first half, with a matching Content-Length. */
        TRUNCATED,
        /** One text holds bytes that are no UTF-8. */
        NOT_UTF8,
        /** In the first row of the first list every number is a word. */
        WRONG_TYPES,
        /** Every row has a field nobody has heard of. */
        UNKNOWN_FIELDS,
        /** The first row of the first list comes twice. */
        DUPLICATED_ROW,
        /** Every second row of the first list is missing, without a word. */
        HALF_MISSING,
        /** The first list is empty, without a word. */
        EMPTY_LIST,
        /** PHP prints notices before the JSON: display_errors is on. */
        PHP_NOTICES,
        /** A zero-length body with HTTP 200. */
        NO_BODY
    }

    static Fault error(String errorcode) {
        return new Error(errorcode);
    }

    /** Maintenance switched on in the administration: HTTP 200. */
    static Fault maintenance() {
        return new Error("sitemaintenance");
    }

    /** Maintenance switched on by command line: HTTP 503, a page. */
    static Fault maintenanceByCli() {
        return html(503, "Site under maintenance");
    }

    static Fault webServicesOff() {
        return new Page(403, "text/html; charset=utf-8", "");
    }

    /** PHP ran out of memory or time: nothing at all. */
    static Fault fatal() {
        return new Page(500, "text/html; charset=utf-8", "");
    }

    /** The web server gave up waiting for PHP. */
    static Fault gatewayTimeout() {
        return html(504, "504 Gateway Time-out");
    }

    /** A page with HTTP 200, of a login wall or a proxy. */
    static Fault htmlPage() {
        return html(200, "Please log in");
    }

    private static Fault html(int status, String title) {
        String page =
                "<!DOCTYPE html>\n<html lang=\"en\"><head><title>%s</title></head>"
                        + "<body><h1>%s</h1></body></html>";
        return new Page(status, "text/html; charset=utf-8", page.formatted(title, title));
    }

    static Fault redirectTo(String location) {
        return new Redirect(302, location);
    }

    static Fault slow(Duration by) {
        return new Slow(by);
    }

    /** Nothing was done. */
    static Fault reset() {
        return new Reset(false);
    }

    /** Everything was done, but the caller cannot know. */
    static Fault lostAnswer() {
        return new Reset(true);
    }

    static Fault cutOff() {
        return new Cut();
    }

    static Fault oversized(long bytes) {
        return new Oversized(bytes);
    }

    static Fault spoilt(Spoiling how) {
        return new Spoilt(how);
    }

    /** A short name for a failed assertion. */
    default String label() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
