/**
 * How facts come in: told by people and programs, derived from what the polls saw, or kept sealed
 * until their learner appears. Each sets the clocks it concerns in the same transaction. It must
 * not know what a due clock leads to. Start with {@link org.passerelle.retention.facts.FactsDesk},
 * then {@link org.passerelle.retention.facts.LearntFacts} and {@link
 * org.passerelle.retention.facts.PendingFacts}.
 */
@NullMarked
package org.passerelle.retention.facts;

import org.jspecify.annotations.NullMarked;
