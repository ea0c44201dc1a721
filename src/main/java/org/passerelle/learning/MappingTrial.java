package org.passerelle.learning;

import java.nio.file.Path;
import java.util.List;
import org.passerelle.personaldata.RecordKind;

/** Tries mapping files without a platform: what an administrator does before wiring one. */
public interface MappingTrial {
    /** Every fault of every mapping file in the folder; empty when all can be used. */
    List<Finding> lint(Path folder);

    /**
     * Reads an answer that was saved to a file, as a poll would read it. Pseudonyms are made up and
     * nothing is stored.
     *
     * <p>Errors: a {@link org.passerelle.personaldata.PermanentFailure} when the folder has no
     * usable mapping of that kind, or the answer does not have its shape at all.
     */
    Trial tryOut(Path folder, RecordKind kind, Path answer);

    /**
     * @param file the file's name, without its folder
     * @param line from 1; 0 when the finding is about the file as a whole
     */
    record Finding(String file, int line, String what, String cure) {}

    /**
     * @param rows every field the mapping knows, as if all were permitted
     * @param gaps fields of the answer that are neither mapped nor dropped
     * @param problems rows that could not be read and why, and what the platform warned of
     */
    record Trial(List<LearningRecord> rows, List<String> gaps, List<String> problems) {
        public Trial {
            rows = List.copyOf(rows);
            gaps = List.copyOf(gaps);
            problems = List.copyOf(problems);
        }
    }
}
