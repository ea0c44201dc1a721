package org.passerelle.custody.restore;

import java.time.Instant;
import java.util.Optional;
import org.passerelle.journal.chain.Forks;

/**
 * Whether our own store is what it last was.
 *
 * @param openRestore when the backup was made that was loaded and not replayed yet
 * @param missingTombstones erasures the second place knows and the store does not
 * @param strangeFiles at the second place, which no key of ours signed
 * @param journal how the journal stands to the second place
 */
public record RestoreState(
        Optional<Instant> openRestore,
        int missingTombstones,
        int strangeFiles,
        Forks.Standing journal) {

    /** Nothing is polled before: what was erased could be read again. */
    public boolean mayPoll() {
        return openRestore.isEmpty() && missingTombstones == 0 && !journal.forked();
    }
}
