package org.passerelle.learning;

import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.RecordKind;

/** The few kinds and fields that polling itself must understand; every other kind is only data. */
public final class KnownKinds {
    /** The course list, one record per course with its course id: which courses are polled. */
    public static final RecordKind COURSE = new RecordKind("course");

    /** Who takes part in which course, teachers included. */
    public static final RecordKind ENROLMENT = new RecordKind("enrolment");

    /** What is graded in which course. */
    public static final RecordKind GRADE_ITEM = new RecordKind("grade-item");

    /** The roles of an enrolment, a list. */
    public static final FieldName ROLES = new FieldName("roles");

    /** The organisation's own number of a learner. */
    public static final FieldName LEARNER_NUMBER = new FieldName("idnumber");

    private KnownKinds() {}

    /** Whether an access time is told of one course rather than of the site. */
    public static boolean isOfCourse(FieldName accessTime) {
        return accessTime.value().contains("Course") || accessTime.value().contains("course");
    }
}
