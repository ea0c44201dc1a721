/**
 * How one subject stands, for whoever must ask the policy about it: phases, marks, contracts,
 * consents, objections, and until when each rule keeps what. It must not know what is done about
 * it. Start with {@link org.passerelle.retention.standing.Standings}.
 */
@NullMarked
package org.passerelle.retention.standing;

import org.jspecify.annotations.NullMarked;
