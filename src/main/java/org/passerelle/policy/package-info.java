/**
 * The rules as pure functions: may this purpose use these fields ({@link
 * org.passerelle.policy.Policies}), and in which retention phase is this item ({@link
 * org.passerelle.policy.Retention}). It knows no clock, no store and no file.
 */
@NullMarked
package org.passerelle.policy;

import org.jspecify.annotations.NullMarked;
