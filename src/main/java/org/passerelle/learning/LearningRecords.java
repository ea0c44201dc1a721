package org.passerelle.learning;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

/** What the polls know, for the other duties and the doors. */
public interface LearningRecords {
    /**
     * Every record of a subject, gone ones included; sealed fields only while the live key exists.
     */
    List<StoredRecord> of(SubjectId subject);

    /**
     * Every access ever observed, oldest first. A value that never came is unknown, not "never".
     */
    List<ObservedAccess> accesses(SubjectId subject);

    /** Records present, per kind. */
    Map<RecordKind, Long> counts(PlatformKey platform);

    /**
     * Subjects of a platform that are not erased, in the order of their pseudonyms.
     *
     * @param after the last one seen; {@link #FIRST} to begin
     */
    List<SubjectId> subjectsAfter(PlatformKey platform, SubjectId after, int limit);

    /** Before every subject. */
    SubjectId FIRST = new SubjectId(0, 0);

    /**
     * Erases our own copies: records, accesses, and the link to the person. The keys are destroyed
     * by the caller, last.
     *
     * <p>Repeatable: a second call finds nothing. Guarantee: joins the caller's transaction; a poll
     * that runs meanwhile stores nothing of the subject afterwards. Source: GDPR Art. 17.
     *
     * @return how many rows went
     */
    int eraseSubject(SubjectId subject);

    /**
     * One record.
     *
     * @param version one more per stored change
     * @param gone two complete runs did not see it any more
     */
    record StoredRecord(
            RecordKind kind,
            List<String> key,
            Optional<CourseId> course,
            int version,
            boolean gone,
            Map<FieldName, FieldValue> fields,
            Instant firstSeen,
            Instant changed) {
        public StoredRecord {
            key = List.copyOf(key);
            fields = Map.copyOf(fields);
        }
    }

    /**
     * @param course empty for the whole site
     * @param field which access time: {@code lastAccess}
     */
    record ObservedAccess(
            Optional<CourseId> course, FieldName field, Instant at, Instant firstSeen) {}
}
