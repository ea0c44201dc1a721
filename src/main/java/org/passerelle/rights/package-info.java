/**
 * What data subjects ask under GDPR Art. 15 to 22: requests, the time to answer them, identity,
 * decisions, answers. It drives commands and holds and does neither itself; it knows no platform
 * and no door. Its rooms, each knowing only those further right:
 *
 * <pre>
 * answers, erasure, rectification, restriction, recipients ──► requests ──► deadlines
 * </pre>
 *
 * Start with {@code requests.RequestDesk}; the time to answer is in {@code deadlines}.
 */
@NullMarked
package org.passerelle.rights;

import org.jspecify.annotations.NullMarked;
