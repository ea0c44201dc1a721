package org.passerelle.policy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a subject stands today: the retention phase of each purpose and what is marked on the person.
 *
 * @param otherwise the phase of purposes not named in {@code phases}
 */
public record Standing(Stage otherwise, Map<PurposeKey, Stage> phases, Set<Mark> marks) {
    /** About nobody in particular, or about somebody of whom nothing stands in the way. */
    public static final Standing CLEAR = new Standing(Stage.ACTIVE, Map.of(), Set.of());

    public Standing {
        phases = Map.copyOf(phases);
        marks = Set.copyOf(marks);
    }

    public static Standing in(Stage stage) {
        return new Standing(stage, Map.of(), Set.of());
    }

    public Standing marked(Mark mark) {
        var more = new HashSet<>(marks);
        more.add(mark);
        return new Standing(otherwise, phases, more);
    }

    public Stage stageFor(PurposeKey purpose) {
        return phases.getOrDefault(purpose, otherwise);
    }

    /** The kind of a {@link Phase}, without its dates. */
    public enum Stage {
        ACTIVE,
        ARCHIVED,
        ERASED,
        ANONYMISED,
        /** Nothing says when the period began: used like ACTIVE, listed, never erased. */
        UNKNOWN_START;

        /** The spelling in YAML, JSON and tables: {@code unknown-start}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Stage> of(String key) {
            return Arrays.stream(values()).filter(stage -> stage.key().equals(key)).findFirst();
        }
    }

    /** What a person or a court has put on the subject. */
    public enum Mark {
        /** GDPR Art. 18. */
        RESTRICTED,
        /** Erased before; came back from a backup or a re-install. */
        TOMBSTONED
    }
}
