/**
 * Backups of the data, and apart from them of the keys, as one SQL file each. It must not know a
 * learner's values nor the master key. Start with {@link org.passerelle.custody.backup.Backups}.
 */
@NullMarked
package org.passerelle.custody.backup;

import org.jspecify.annotations.NullMarked;
