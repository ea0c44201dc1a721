package org.passerelle.learning;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

/** What the polls know of many subjects, for those who read it page by page. */
public interface BulkRecords {
    /**
     * Which records.
     *
     * @param courses all of them when empty
     */
    record Wanted(PlatformKey platform, Set<RecordKind> kinds, Set<CourseId> courses) {
        public Wanted {
            kinds = Set.copyOf(kinds);
            courses = Set.copyOf(courses);
        }
    }

    /** What one record holds. */
    record Content(RecordKind kind, Optional<CourseId> course, Map<FieldName, FieldValue> fields) {
        public Content {
            fields = Collections.unmodifiableMap(fields);
        }
    }

    /** How many subjects have such a record today. */
    long subjects(Wanted wanted);

    /**
     * The records of these subjects that are present, with a bounded number of statements, in the
     * order of the subjects given, their kinds and their courses; a subject that has none has no
     * entry. Sealed fields only while the live key exists.
     */
    Map<SubjectId, List<Content>> of(Wanted wanted, Collection<SubjectId> subjects);
}
