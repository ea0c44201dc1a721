package org.passerelle.keys;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.SubjectId;

/**
 * Seals values under a subject's own key (AES-256-GCM; the key wrapped by the master key and kept
 * in a database of its own, never in the data backup).
 *
 * <p>Guarantee: after {@link #destroy} nothing sealed in that compartment can be opened again, by
 * anybody.
 */
public interface SubjectKeys {
    /** Makes the live keys of subjects that have none; repeatable. */
    void create(Collection<SubjectId> subjects);

    /**
     * Seals under the subject's key, which is made if it was never made; refused if it was
     * destroyed.
     */
    byte[] seal(SubjectId subject, Compartment compartment, byte[] clear);

    /** Seals one value for each of many subjects in the live compartment: one read of the keys. */
    Map<SubjectId, byte[]> sealAll(Map<SubjectId, byte[]> clear);

    /**
     * Seals many values, several of one subject among them, in the live compartment: one read of
     * the keys. In the order given; empty where the subject's key was destroyed, and nothing may be
     * stored of that subject any more.
     */
    List<Optional<byte[]>> sealEach(List<Unsealed> values);

    /** A value that waits to be sealed; it prints nothing of it. */
    final class Unsealed {
        private final SubjectId subject;
        private final byte[] clear;

        public Unsealed(SubjectId subject, byte[] clear) {
            this.subject = subject;
            this.clear = clear.clone();
        }

        public SubjectId subject() {
            return subject;
        }

        byte[] clear() {
            return clear;
        }
    }

    /** Empty if the key was destroyed: the value is erased. */
    Optional<byte[]> open(SubjectId subject, Compartment compartment, byte[] sealed);

    /**
     * One value of each of many subjects in the live compartment: one read of the keys. Whose key
     * was destroyed has no entry.
     */
    Map<SubjectId, byte[]> openAll(Map<SubjectId, byte[]> sealed);

    /**
     * Opens many values, several of one subject among them, in the live compartment: one read of
     * the keys. In the order given; empty where the subject's key was destroyed.
     */
    List<Optional<byte[]>> openEach(List<Sealed> values);

    /** A sealed value and whose it is. */
    final class Sealed {
        private final SubjectId subject;
        private final byte[] bytes;

        public Sealed(SubjectId subject, byte[] bytes) {
            this.subject = subject;
            this.bytes = bytes.clone();
        }

        SubjectId subject() {
            return subject;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** Repeatable. The row of the destroyed key stays, empty, with the time. */
    void destroy(SubjectId subject, Compartment compartment);
}
