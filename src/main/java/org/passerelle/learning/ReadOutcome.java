package org.passerelle.learning;

import java.util.List;

/** How reading one page ended when the platform answered. Passing faults are exceptions. */
public sealed interface ReadOutcome {
    /**
     * @param rows read, dropped rows included
     * @param more whether a next page must be asked for: true until a page is empty, since
     *     platforms leave out rows after applying the limit
     */
    record Page(int rows, boolean more) implements ReadOutcome {}

    /** The platform answered and warned, or rows could not be read: no absence may be concluded. */
    record Partial(int rows, boolean more, List<String> reasons) implements ReadOutcome {
        public Partial {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * The set-up is wrong: polling of this kind stops until a person mends it.
     *
     * @param mend the platform's screen and setting, or the capability
     */
    record Refused(String what, String mend) implements ReadOutcome {}

    /**
     * The course is not there any more, or was never: a fact about the course list, not about its
     * records.
     */
    record CourseUnknown() implements ReadOutcome {}
}
