package org.passerelle.archive;

import java.time.Instant;
import java.util.Optional;

/**
 * What lies in the archive, without its content.
 *
 * @param destroyedAt when its key was destroyed; the row stays as evidence
 */
public record ArchiveRecord(
        long number,
        Filing filing,
        Instant filedAt,
        String filedBy,
        Optional<Instant> destroyedAt) {}
