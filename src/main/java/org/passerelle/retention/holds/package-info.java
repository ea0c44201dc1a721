/**
 * What stands in the way of a command: holds on a subject, a course or an organisation, and those
 * that follow from a missing proof, officer or signature. It must not know what is due. Start with
 * {@link org.passerelle.retention.holds.Obstacles}, then {@link
 * org.passerelle.retention.holds.Holds}.
 */
@NullMarked
package org.passerelle.retention.holds;

import org.jspecify.annotations.NullMarked;
