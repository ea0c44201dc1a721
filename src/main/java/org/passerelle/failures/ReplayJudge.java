package org.passerelle.failures;

import java.util.Arrays;
import java.util.Optional;
import org.passerelle.messages.Address;
import org.passerelle.personaldata.SubjectId;

/**
 * Asks the rules again before a message is sent again: days may have passed, and with them a
 * withdrawn consent, a restriction, an erasure. Asked in the transaction of the sending.
 */
public interface ReplayJudge {
    Verdict judge(Question question);

    /**
     * @param body the message as it failed, never to be printed
     */
    record Question(FailedMessage.Label label, Address address, byte[] body) {
        public Question {
            body = body.clone();
        }

        @Override
        public byte[] body() {
            return body.clone();
        }

        public Optional<SubjectId> subject() {
            return label.subject();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Question that
                    && label.equals(that.label)
                    && address == that.address
                    && Arrays.equals(body, that.body);
        }

        @Override
        public int hashCode() {
            return label.hashCode();
        }

        @Override
        public String toString() {
            return "question about a failed message for " + address.queue();
        }
    }

    /** The answer with today's facts. */
    sealed interface Verdict {
        record Allow() implements Verdict {}

        /**
         * @param reason kebab-case, of the rule that says no: {@code restriction-in-force}
         */
        record Cancel(String reason) implements Verdict {}

        /** The subject was erased meanwhile: there is nothing to do it to. */
        record Moot() implements Verdict {}

        /** A newer message about the same thing was processed. Never obeyed for commands. */
        record Superseded() implements Verdict {}
    }
}
