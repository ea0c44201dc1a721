package org.passerelle.messages;

import org.passerelle.personaldata.FieldValue;

/**
 * A mail of ours: plain text, without any learner's name, address or number.
 *
 * @param to may be a person's address and never prints
 */
public record Mail(FieldValue.Text to, String subject, String text) {
    @Override
    public String toString() {
        return "mail";
    }
}
