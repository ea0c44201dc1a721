/**
 * Restriction of processing (GDPR Art. 18) and objection (Art. 21): what a request freezes, what
 * waits meanwhile, and how it is lifted, the person told first. The freeze itself is a hold that
 * every duty reads from the store, so that it acts at once on every process. Start with {@link
 * org.passerelle.rights.restriction.Freezes}.
 */
@NullMarked
package org.passerelle.rights.restriction;

import org.jspecify.annotations.NullMarked;
