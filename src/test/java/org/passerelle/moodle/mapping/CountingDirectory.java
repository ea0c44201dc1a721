package org.passerelle.moodle.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/** Gives user 5 the pseudonym (0, 5), so that a test can read its expectations. */
final class CountingDirectory implements SubjectDirectory {
    final List<Integer> sizes = new ArrayList<>();

    @Override
    public Map<Long, SubjectId> pseudonyms(PlatformKey platform, Collection<Long> userIds) {
        sizes.add(userIds.size());
        Map<Long, SubjectId> pseudonyms = new HashMap<>();
        userIds.forEach(user -> pseudonyms.put(user, of(user)));
        return pseudonyms;
    }

    static SubjectId of(long user) {
        return new SubjectId(0, user);
    }

    @Override
    public OptionalLong platformUserId(SubjectId subject) {
        return subject.low() == 404 ? OptionalLong.empty() : OptionalLong.of(subject.low());
    }

    @Override
    public Optional<PlatformKey> platformOf(SubjectId subject) {
        return Optional.empty();
    }

    @Override
    public Optional<SubjectId> byLearnerNumber(PlatformKey platform, String idnumber) {
        return Optional.empty();
    }
}
