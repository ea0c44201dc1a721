package org.passerelle.learning;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * The only link between pseudonyms and platform user ids. The ids are stored under the subject's
 * own key and found by keyed hash.
 */
public interface SubjectDirectory {
    /**
     * The pseudonyms of these users, made where there are none; in a transaction of its own if none
     * is open.
     */
    Map<Long, SubjectId> pseudonyms(PlatformKey platform, Collection<Long> userIds);

    /** The platform user id; empty once the subject's live key is destroyed. */
    OptionalLong platformUserId(SubjectId subject);

    /** The same for many: whoever has no entry has no key any more. */
    default Map<SubjectId, Long> platformUserIds(Collection<SubjectId> subjects) {
        var ids = new HashMap<SubjectId, Long>();
        for (var subject : subjects) {
            platformUserId(subject).ifPresent(id -> ids.put(subject, id));
        }
        return ids;
    }

    Optional<PlatformKey> platformOf(SubjectId subject);

    /**
     * The subject with this {@code idnumber}, if a poll has seen it. Compared without regard to
     * case.
     */
    Optional<SubjectId> byLearnerNumber(PlatformKey platform, String idnumber);
}
