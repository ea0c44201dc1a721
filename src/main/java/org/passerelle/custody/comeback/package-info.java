/**
 * Erased accounts that are there again, because somebody restored a platform or because a person
 * came back. It must not know who they are. Start with {@link
 * org.passerelle.custody.comeback.TombstoneWatch}.
 */
@NullMarked
package org.passerelle.custody.comeback;

import org.jspecify.annotations.NullMarked;
