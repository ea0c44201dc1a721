/**
 * When a request must be answered: calendar arithmetic without a clock, a store or a request. Start
 * with {@link org.passerelle.rights.deadlines.Deadline}.
 */
@NullMarked
package org.passerelle.rights.deadlines;

import org.jspecify.annotations.NullMarked;
