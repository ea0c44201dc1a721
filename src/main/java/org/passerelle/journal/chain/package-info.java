/**
 * The keyed chain over the journal: who comes after whom, checkpoints at a second place, segments,
 * verification, pruning. It knows no duty and reads no meaning into an entry. Start with {@link
 * org.passerelle.journal.chain.Sequencer}, then {@link
 * org.passerelle.journal.chain.ChainVerification}.
 */
@NullMarked
package org.passerelle.journal.chain;

import org.jspecify.annotations.NullMarked;
