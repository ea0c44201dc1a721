/**
 * What polling does and when; the other rooms say what it means. It must not know what a verdict
 * rests on nor how a record is compared. Start with {@link org.passerelle.learning.polls.Polling},
 * which puts everything together, then follow a poll:
 *
 * <ol>
 *   <li><b>Planning</b>: {@link org.passerelle.learning.polls.PollSchedule}; {@code RoundPlanning}
 *       writes the runs of a round, {@code RunStarts} opens them and makes their tasks.
 *   <li><b>Reading</b>: {@link org.passerelle.learning.polls.PollTasks} takes one task, {@code
 *       TaskReading} reads its page, {@code TaskEnding} ends it and makes the next.
 *   <li><b>Going on</b>: {@code RunProgress} closes the run and starts what waited for it; {@link
 *       org.passerelle.learning.polls.PollUpkeep} does so for what hangs, and forgets old runs.
 * </ol>
 */
@NullMarked
package org.passerelle.learning.polls;

import org.jspecify.annotations.NullMarked;
