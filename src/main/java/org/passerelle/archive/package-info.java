/**
 * What is kept after its use because a law or a funder asks for it: under other keys, for other
 * readers, each with a motive, each reading in the journal. It must not know who is signed in, nor
 * how a platform is read. Start with {@link org.passerelle.archive.Archive} and {@link
 * org.passerelle.archive.FunderProofs}.
 */
@NullMarked
package org.passerelle.archive;

import org.jspecify.annotations.NullMarked;
