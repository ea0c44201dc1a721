/**
 * Who looks after what must survive and what must not: master keys, backups, restores. It must not
 * know a learner's values. Start with {@code rotation}, {@code backup} and {@code restore}.
 */
@NullMarked
package org.passerelle.custody;

import org.jspecify.annotations.NullMarked;
