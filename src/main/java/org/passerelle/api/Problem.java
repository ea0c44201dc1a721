package org.passerelle.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.passerelle.messages.MessageCodec;

/**
 * Why something was refused, as RFC 9457 wants it. No personal value is ever in it: it never quotes
 * what was sent.
 *
 * @param status the HTTP status
 * @param kind kebab-case, stable: {@code not-found}
 * @param detail what, which one, what was expected, what to do
 */
public record Problem(int status, String kind, String title, String detail) {
    public static final String CONTENT_TYPE = "application/problem+json";

    public static Problem badRequest(String detail) {
        return new Problem(400, "bad-request", "The request cannot be understood", detail);
    }

    public static Problem signInFirst() {
        return new Problem(
                401,
                "sign-in-first",
                "No valid access token",
                "send Authorization: Bearer <token>; tokens expire: ask an administrator for a new"
                        + " one (passerelle account renew NAME)");
    }

    public static Problem notForYou(String needed) {
        return new Problem(
                403,
                "not-for-your-role",
                "Your roles do not allow this",
                "one of these roles is needed: " + needed);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "not-found", "There is no such thing", detail);
    }

    public static Problem conflict(String detail) {
        return new Problem(409, "conflict", "Its state does not allow this", detail);
    }

    /** The request was understood and the rules say no. */
    public static Problem refused(String detail) {
        return new Problem(422, "refused", "Refused", detail);
    }

    public static Problem later() {
        return new Problem(
                503,
                "try-later",
                "A part Passerelle needs does not answer",
                "nothing was changed; try again in a minute; see GET /api/v1/health");
    }

    byte[] json() {
        ObjectNode json = MessageCodec.json().createObjectNode();
        json.put("type", "urn:passerelle:problem:" + kind);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        return MessageCodec.encode(json);
    }
}
