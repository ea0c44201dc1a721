package org.passerelle.messages;

/**
 * The memory that makes an effect happen once though its message is delivered at least once.
 *
 * <p>Guarantee: exactly-once-per-key, written on the transaction of the effect and kept only on
 * success.
 */
public interface ProcessedMessages {
    /**
     * Claims the key on the current transaction.
     *
     * @return false if it was processed before: the caller acknowledges and does nothing
     */
    boolean claim(String consumer, String businessId, String step, int attempt);
}
