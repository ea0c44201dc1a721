package org.passerelle.commands.steps;

import org.passerelle.commands.CommandId;
import org.passerelle.commands.exchange.CommandMessage;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.SubjectId;

/**
 * One delivery of a genuine command.
 *
 * @param holder names it in the subject's lock row
 */
record Delivery(CommandMessage message, Platform platform, String holder) {
    CommandId id() {
        return message.command();
    }

    SubjectId subject() {
        return message.subject();
    }
}
