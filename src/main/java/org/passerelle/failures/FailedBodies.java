package org.passerelle.failures;

import java.util.Map;
import java.util.Optional;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.KeyDestroyed;
import org.passerelle.keys.MasterKey;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.SubjectId;

/**
 * Seals headers and body of failed messages: under the live key of the subject they are about, so
 * that erasing the subject erases them too, else under the master key.
 */
public final class FailedBodies {
    private final SubjectKeys subjects;
    private final MasterKey master;

    public FailedBodies(SubjectKeys subjects, MasterKey master) {
        this.subjects = subjects;
        this.master = master;
    }

    /** Empty when the subject is erased: then nothing may be kept. */
    Optional<byte[]> seal(Optional<SubjectId> subject, Content content) {
        byte[] clear = MessageCodec.encode(content);
        try {
            return Optional.of(
                    subject.map(id -> subjects.seal(id, Compartment.LIVE, clear))
                            .orElseGet(() -> master.seal(clear)));
        } catch (KeyDestroyed erased) {
            return Optional.empty();
        }
    }

    /** Empty when the subject's key was destroyed. */
    Optional<Content> open(Optional<SubjectId> subject, byte[] sealed) {
        return subject.map(id -> subjects.open(id, Compartment.LIVE, sealed))
                .orElseGet(() -> master.open(sealed))
                .map(clear -> MessageCodec.decode(clear, Content.class));
    }

    /** What is sealed: enough to send the message again. Never printed. */
    record Content(Map<String, String> headers, byte[] body) {
        Content {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
