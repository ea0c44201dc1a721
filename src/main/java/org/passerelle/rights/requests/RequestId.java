package org.passerelle.rights.requests;

/** The number of a request, unique over all organisations; it names nobody. */
public record RequestId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
