/**
 * What a run that read its last page proves: its verdict, the brakes that hold it for a person,
 * what is gone because two complete runs missed it. It must not know how pages are read nor when
 * runs begin. Start with {@link org.passerelle.learning.verdicts.RunClosing}, whose brakes are in
 * {@code Brakes}; {@link org.passerelle.learning.verdicts.PollRuns} takes a person's decision.
 */
@NullMarked
package org.passerelle.learning.verdicts;

import org.jspecify.annotations.NullMarked;
