/**
 * After a restore of our own store: what was erased since the backup is erased again before
 * anything is polled. It must not know a learner's values. Start with {@link
 * org.passerelle.custody.restore.Restores}.
 */
@NullMarked
package org.passerelle.custody.restore;

import org.jspecify.annotations.NullMarked;
