/**
 * The books of polling: a run is one reading of one kind, a task one page of it, staging what it
 * saw. Here they are described, written and told of; it must not know when a run begins, how a page
 * is read nor when a run may end. Start with {@link org.passerelle.learning.runs.PollRun}, then
 * {@link org.passerelle.learning.runs.JdbcRunBooks}.
 */
@NullMarked
package org.passerelle.learning.runs;

import org.jspecify.annotations.NullMarked;
