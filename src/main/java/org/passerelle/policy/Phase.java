package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.policy.Standing.Stage;

/** In which retention phase an item is on one day. */
public sealed interface Phase {
    /**
     * @param until its last day; empty while what it waits for has not happened
     */
    record Active(Optional<LocalDate> until) implements Phase {}

    /**
     * @param until its last day
     * @param reason why it is kept: {@code accounting}, {@code proof}, {@code funder-proof}
     *     (UPR-43)
     */
    record Archived(LocalDate until, String reason) implements Phase {}

    /**
     * Due to be erased or anonymised.
     *
     * @param since the first day after the last phase
     */
    record Final(FinalStep step, LocalDate since) implements Phase {}

    /** No fact says when the period began: listed for the DPO, never erased. */
    record UnknownStart(Set<FactKey> missing) implements Phase {
        public UnknownStart {
            missing = Collections.unmodifiableSet(new TreeSet<>(missing));
        }
    }

    default Stage stage() {
        return switch (this) {
            case Active active -> Stage.ACTIVE;
            case Archived archived -> Stage.ARCHIVED;
            case Final last ->
                    switch (last.step()) {
                        case ERASE -> Stage.ERASED;
                        case ANONYMISE -> Stage.ANONYMISED;
                    };
            case UnknownStart unknown -> Stage.UNKNOWN_START;
        };
    }
}
