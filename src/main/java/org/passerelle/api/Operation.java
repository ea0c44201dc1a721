package org.passerelle.api;

import org.passerelle.api.accounts.Access;

/**
 * One thing a program may ask.
 *
 * @param id kebab-case, the {@code operationId} of the OpenAPI document: {@code failed-list}
 * @param path below {@code /api/v1}, with parameters in braces: {@code /failed/{number}}
 */
public record Operation(
        String id, Method method, String path, Access access, Body body, Work work) {

    /** The methods we use. */
    public enum Method {
        GET,
        POST,
        DELETE
    }

    /** What it does, for a caller who may. */
    @FunctionalInterface
    public interface Work {
        ApiAnswer answer(ApiRequest request);
    }

    /** How much JSON it takes, in bytes. */
    public enum Body {
        NONE(0),
        SMALL(64 << 10),
        LIST(1 << 20);

        private final int limit;

        Body(int limit) {
            this.limit = limit;
        }

        public int limit() {
            return limit;
        }
    }

    public static Operation get(String id, String path, Access access, Work work) {
        return new Operation(id, Method.GET, path, access, Body.NONE, work);
    }

    public static Operation post(String id, String path, Access access, Work work) {
        return new Operation(id, Method.POST, path, access, Body.SMALL, work);
    }

    /** A POST without a body: the path says it all. */
    public static Operation act(String id, String path, Access access, Work work) {
        return new Operation(id, Method.POST, path, access, Body.NONE, work);
    }

    public static Operation delete(String id, String path, Access access, Work work) {
        return new Operation(id, Method.DELETE, path, access, Body.NONE, work);
    }

    @Override
    public String toString() {
        return id + " " + method + " " + path;
    }
}
