/**
 * Who looks after what must survive and what must not: master keys, backups, restores, and erased
 * accounts that come back. It must not know a learner's values. Start with {@code rotation}, {@code
 * backup}, {@code restore} or {@code comeback}; only {@code restore} knows another of them, {@code
 * backup}. What loads a backup without a running process is in {@code app}.
 */
@NullMarked
package org.passerelle.custody;

import org.jspecify.annotations.NullMarked;
