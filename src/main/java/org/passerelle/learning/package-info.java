/**
 * Learning records: poll runs, staging, comparison and the brakes that keep an absence from being
 * invented. It knows no platform by name and no Camel.
 *
 * <p>Start with {@link org.passerelle.learning.Polling}, which puts everything together. Then, in
 * the order in which a poll passes through:
 *
 * <ol>
 *   <li><b>What a platform must offer</b>, implemented by {@code moodle}: {@link
 *       org.passerelle.learning.PlatformReader} with {@link org.passerelle.learning.ReadRequest},
 *       {@link org.passerelle.learning.RecordSink} and {@link org.passerelle.learning.ReadOutcome};
 *       {@link org.passerelle.learning.PlatformDoctor}, {@link
 *       org.passerelle.learning.MappingTrial}, {@link org.passerelle.learning.PlatformSlots}.
 *   <li><b>Planning</b>: {@link org.passerelle.learning.PollSchedule} → {@link
 *       org.passerelle.learning.RoundPlanning} writes the runs of a round, {@link
 *       org.passerelle.learning.RunStarts} opens them and makes their tasks.
 *   <li><b>Reading</b>: {@link org.passerelle.learning.PollTasks} takes one task, {@link
 *       org.passerelle.learning.SiteWatch} looks whose site answers, {@link
 *       org.passerelle.learning.TaskReading} reads, {@link org.passerelle.learning.StoringSink}
 *       gathers, {@link org.passerelle.learning.RecordStoring} compares and stores, {@link
 *       org.passerelle.learning.TaskEnding} ends the task.
 *   <li><b>Ending</b>: {@link org.passerelle.learning.RunProgress} → {@link
 *       org.passerelle.learning.RunClosing} judges the run with {@link
 *       org.passerelle.learning.Judgement} and {@link org.passerelle.learning.Brakes}; {@link
 *       org.passerelle.learning.PollRuns} shows runs and takes a person's decision.
 *   <li><b>What is kept</b>: {@link org.passerelle.learning.LearningRecords}, {@link
 *       org.passerelle.learning.SubjectDirectory}, {@link org.passerelle.learning.RolesSeen}; one
 *       {@code Jdbc…} class per table, all reached through {@link
 *       org.passerelle.learning.JdbcLearningStore}.
 * </ol>
 */
@NullMarked
package org.passerelle.learning;

import org.jspecify.annotations.NullMarked;
