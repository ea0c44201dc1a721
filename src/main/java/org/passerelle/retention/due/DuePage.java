package org.passerelle.retention.due;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list that may be long.
 *
 * @param next give it to the next call; empty at the end
 */
public record DuePage(List<DueRow> rows, Optional<DueCursor> next) {
    public DuePage {
        rows = List.copyOf(rows);
    }
}
