/**
 * Facts about subjects, the retention clocks they start, and what becomes due. It asks {@code
 * policy} for every phase and {@code commands} to act; it knows no platform by name.
 *
 * <p>Where to start:
 *
 * <ul>
 *   <li><b>Facts come in</b>: {@link org.passerelle.retention.FactsDesk} takes what somebody tells,
 *       {@link org.passerelle.retention.LearntFacts} derives what the polls saw, {@link
 *       org.passerelle.retention.PendingFacts} keeps what is about nobody yet.
 *   <li><b>Clocks are set</b>: {@link org.passerelle.retention.Recomputation} for subjects whose
 *       facts changed, {@link org.passerelle.retention.Reevaluation} for all; both ask {@link
 *       org.passerelle.retention.Reckoning}.
 *   <li><b>What is due is proposed</b>: {@link org.passerelle.retention.RetentionSweep}, one {@link
 *       org.passerelle.retention.Round} per platform; {@link org.passerelle.retention.Ripeness}
 *       says which step, {@link org.passerelle.retention.Obstacles} what stands in the way, {@link
 *       org.passerelle.retention.StillDue} asks again before a command acts.
 *   <li><b>People look</b>: {@link org.passerelle.retention.RetentionDue}, {@link
 *       org.passerelle.retention.RetentionForecast}, {@link org.passerelle.retention.Holds}, {@link
 *       org.passerelle.retention.Standings}.
 * </ul>
 */
@NullMarked
package org.passerelle.retention;

import org.jspecify.annotations.NullMarked;
