/**
 * Data keys: one per subject and compartment, so that destroying a key erases every copy of what it
 * sealed. It knows no record and no rule. Start with {@link org.passerelle.keys.SubjectKeys}.
 */
@NullMarked
package org.passerelle.keys;

import org.jspecify.annotations.NullMarked;
