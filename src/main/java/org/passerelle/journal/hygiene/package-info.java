/**
 * Looks whether a person stands in clear where only pseudonyms may: on queues, in failed messages,
 * logs, metrics, alerts. It knows no place and no person by itself; both come through ports. Start
 * with {@link org.passerelle.journal.hygiene.HygieneCheck}.
 */
@NullMarked
package org.passerelle.journal.hygiene;

import org.jspecify.annotations.NullMarked;
