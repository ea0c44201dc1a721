package org.passerelle.rights.erasure;

import java.util.List;
import org.passerelle.rights.requests.Line;
import org.passerelle.rights.requests.Request;

/**
 * Takes what an assessment keeps out of the account before the account is erased.
 *
 * <p>Repeatable. What cannot be kept makes the whole step fail: nothing is erased then. Source:
 * IMP-65, algorithms 5.5 step 2.
 */
@FunctionalInterface
public interface Archiving {
    /**
     * @param kept the lines whose verdict is to archive
     */
    void keep(Request request, List<Line> kept);
}
