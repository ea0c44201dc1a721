/**
 * When our own store or broker is away: which faults are that, what becomes of a message in hand,
 * and when its queue is read again. It knows no other part of {@code app}. Start with {@link
 * org.passerelle.app.outage.FailurePolicy}, which {@code routes/on-failure.camel.yaml} asks.
 */
@NullMarked
package org.passerelle.app.outage;

import org.jspecify.annotations.NullMarked;
