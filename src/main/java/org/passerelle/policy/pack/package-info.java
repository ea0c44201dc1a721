/**
 * Reads the packs that organisations write under {@code config/organisations}: checks every file
 * against its JSON Schema, then what stands between files, and says file, line and cure. It decides
 * nothing itself. Start with {@link org.passerelle.policy.pack.Packs}.
 */
@NullMarked
package org.passerelle.policy.pack;

import org.jspecify.annotations.NullMarked;
