package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** How one item's retention runs over time, as far as today's facts tell. */
public sealed interface Timeline {
    /**
     * @param missing any of these facts would start it
     */
    record Unknown(Set<FactKey> missing) implements Timeline {
        public Unknown {
            missing = Set.copyOf(missing);
        }
    }

    /**
     * In use until something happens.
     *
     * @param waitingFor what has not happened yet
     */
    record Open(FactKey waitingFor) implements Timeline {}

    /**
     * @param startedBy the fact the period runs from
     * @param activeUntil last day of ACTIVE
     * @param winner the rule or overlay that says when it ends
     */
    record Dated(
            FactKey startedBy,
            LocalDate activeUntil,
            Optional<Archive> archive,
            FinalStep step,
            RuleKey winner)
            implements Timeline {
        /** The first day on which nothing keeps the item any more. */
        public LocalDate finalSince() {
            return archive.map(Archive::until).orElse(activeUntil).plusDays(1);
        }
    }

    /**
     * @param until last day of ARCHIVED, after the last day of ACTIVE
     */
    record Archive(LocalDate until, String reason) {}

    /** The phase on a day. Later days never have an earlier phase. */
    default Phase on(LocalDate day) {
        return switch (this) {
            case Unknown unknown -> new Phase.UnknownStart(unknown.missing());
            case Open open -> new Phase.Active(Optional.empty());
            case Dated dated -> dated(dated, day);
        };
    }

    /** The day after {@code day} on which the phase changes next, if one is known. */
    default Optional<LocalDate> nextChangeAfter(LocalDate day) {
        return switch (this) {
            case Unknown unknown -> Optional.empty();
            case Open open -> Optional.empty();
            case Dated dated when day.isBefore(dated.activeUntil().plusDays(1)) ->
                    Optional.of(dated.activeUntil().plusDays(1));
            case Dated dated when day.isBefore(dated.finalSince()) ->
                    Optional.of(dated.finalSince());
            case Dated dated -> Optional.empty();
        };
    }

    private static Phase dated(Dated dated, LocalDate day) {
        if (!day.isAfter(dated.activeUntil())) {
            return new Phase.Active(Optional.of(dated.activeUntil()));
        }
        if (dated.archive().isPresent() && !day.isAfter(dated.archive().get().until())) {
            var archive = dated.archive().get();
            return new Phase.Archived(archive.until(), archive.reason());
        }
        return new Phase.Final(dated.step(), dated.finalSince());
    }
}
