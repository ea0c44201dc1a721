/**
 * Decisions that somebody may have to explain, kept with question, answer and the clauses as they
 * read then; and what an officer does to a pack: sign it, bear a finding. It asks {@code policy}
 * for every answer and knows neither platforms nor phases: how a subject stands is told to it.
 * Start with {@link org.passerelle.decisions.Explanations}.
 */
@NullMarked
package org.passerelle.decisions;

import org.jspecify.annotations.NullMarked;
