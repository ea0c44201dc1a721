package org.passerelle.disclosure.recipients;

import org.passerelle.personaldata.FieldValue;

/** How a recipient is told of an erasure, a rectification, a restriction (GDPR Art. 19). */
public sealed interface NoticeWay {
    /** By an event on {@code passerelle.events}, which a program of the recipient reads. */
    record Queue() implements NoticeWay {}

    /** By mail; the address may be a person's and never prints. */
    record Mail(FieldValue.Text address) implements NoticeWay {}

    /** The spelling in tables and JSON. */
    default String key() {
        return switch (this) {
            case Queue queue -> "queue";
            case Mail mail -> "mail";
        };
    }
}
