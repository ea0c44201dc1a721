package org.passerelle.failures;

/**
 * The headers under which a route says why it gave up, when it sends a message to {@code
 * passerelle.failed}. All are optional: a message from the broker's own dead letters has none.
 */
public final class FailureHeaders {
    public static final String ROUTE = "failure-route";
    public static final String STOP = "failure-stop";
    public static final String CAUSE = "failure-cause";

    /** Already normalised by {@link CauseText}: the raw text never enters the broker. */
    public static final String TEXT = "failure-text";

    public static final String ATTEMPTS = "failure-attempts";

    /** The queue the message was read from. */
    public static final String ADDRESS = "failure-address";

    /** The transport id the outbox gave the message. */
    public static final String TRANSPORT_ID = "transport-id";

    /** On a replayed message: the number of the failed message. */
    public static final String REPLAY_OF = "replay-of";

    /** What Artemis itself writes on its dead letters. */
    public static final String BROKER_ADDRESS = "_AMQ_ORIG_ADDRESS";

    public static final String BROKER_DUPLICATE_ID = "_AMQ_DUPL_ID";

    private FailureHeaders() {}
}
