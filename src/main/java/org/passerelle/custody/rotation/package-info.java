/**
 * The rotation of the master key as an act of a person, with its evidence. It must not know a key.
 * Start with {@link org.passerelle.custody.rotation.KeyRotations}.
 */
@NullMarked
package org.passerelle.custody.rotation;

import org.jspecify.annotations.NullMarked;
