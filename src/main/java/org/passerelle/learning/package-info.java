/**
 * Learning records: what the polls of a platform bring, and the care that no absence is invented.
 * This package holds the words and ports every room below it stands on; each room has one duty, and
 * knows only rooms further right:
 *
 * <pre>
 * polls ──► verdicts ──► storing ──► runs ──► records ──► (these words)
 *                └─────► sites ────────┘
 * </pre>
 *
 * <ul>
 *   <li><b>What a platform must offer</b>, implemented by {@code moodle}: {@link
 *       org.passerelle.learning.PlatformReader} with {@link org.passerelle.learning.ReadRequest},
 *       {@link org.passerelle.learning.RecordSink} and {@link org.passerelle.learning.ReadOutcome};
 *       {@link org.passerelle.learning.PlatformDoctor}, {@link
 *       org.passerelle.learning.MappingTrial}.
 *   <li><b>What is asked of others</b>: {@link org.passerelle.learning.PollableFields}, {@link
 *       org.passerelle.learning.FrozenSubjects}, {@link org.passerelle.learning.CronEvidence}.
 *   <li><b>What other duties read here</b>: {@link org.passerelle.learning.LearningRecords}, {@link
 *       org.passerelle.learning.BulkRecords}, {@link org.passerelle.learning.SubjectDirectory},
 *       {@link org.passerelle.learning.RolesSeen}.
 * </ul>
 *
 * It knows no platform by name, no Camel, and none of the rooms below it. Start with {@link
 * org.passerelle.learning.PlatformReader}, then read {@code polls}.
 */
@NullMarked
package org.passerelle.learning;

import org.jspecify.annotations.NullMarked;
