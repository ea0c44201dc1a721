/**
 * The rules as pure functions: may this purpose use these fields, and in which retention phase is
 * this item. It knows no clock, no store and no file. Start with {@link
 * org.passerelle.policy.Decision}.
 */
@NullMarked
package org.passerelle.policy;

import org.jspecify.annotations.NullMarked;
