package org.passerelle.api;

/**
 * An HTTP request as it arrives, nothing believed yet.
 *
 * @param operation the id of the operation whose path and method fit
 * @param head the two headers we read
 * @param body at most one byte more than the operation's limit
 */
public record ApiCall(String operation, Target target, Head head, byte[] body) {
    public ApiCall {
        body = body.clone();
    }

    /**
     * @param path below {@code /api/v1}, still encoded
     * @param query still encoded, empty text if absent
     */
    public record Target(String path, String query) {}

    /** Empty texts where a header is absent. */
    public record Head(String authorization, String contentType) {
        @Override
        public String toString() {
            return "***";
        }
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return "call of " + operation;
    }
}
