package org.passerelle.learning;

import java.util.List;
import org.passerelle.personaldata.Platform;

/**
 * Examines how a platform is wired and says what to mend, and where.
 *
 * <p>Repeatable: yes, it reads only. Errors: none; a platform that cannot be reached is a finding.
 */
public interface PlatformDoctor {
    List<Finding> examine(Platform platform);

    /**
     * @param check short and stable, for programs: {@code read-token}
     * @param what what was seen
     * @param mend the platform's screen and setting; empty when there is nothing to mend
     */
    record Finding(String check, Result result, String what, String mend) {}

    /** How a check ended. */
    enum Result {
        OK,
        MEND,
        WARN,
        /** No web service tells it: a person has to look, and the finding says where. */
        CANNOT_BE_SEEN
    }
}
