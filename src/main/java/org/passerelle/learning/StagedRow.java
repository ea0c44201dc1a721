package org.passerelle.learning;

import java.util.List;
import java.util.Optional;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.SubjectId;

/**
 * One record as it is staged.
 *
 * @param body empty when the record is stored with the same content already: nothing to write
 */
record StagedRow(
        HexKey key,
        HexKey content,
        Optional<SubjectId> subject,
        Optional<CourseId> course,
        Optional<Body> body) {

    /**
     * @param key a JSON list of key parts
     * @param clear the fields stored as they are
     * @param secret the fields under the subject's key, none or one element
     */
    record Body(String key, byte[] clear, List<byte[]> secret) {
        Body {
            secret = List.copyOf(secret);
        }
    }
}
