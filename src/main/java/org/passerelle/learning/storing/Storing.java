package org.passerelle.learning.storing;

import org.passerelle.keys.MasterKey;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.learning.FrozenSubjects;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.records.JdbcSubjectDirectory;
import org.passerelle.learning.runs.JdbcRunBooks;
import org.passerelle.learning.runs.PollMessages;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.PollTask;
import org.passerelle.personaldata.Transactions;

/** What storing needs; makes the sink into which a task is read. */
public record Storing(
        Transactions transactions,
        JdbcRunBooks books,
        Tables tables,
        Keys keys,
        PollMessages messages) {
    /**
     * @param frozen of whom nothing new is stored
     */
    public record Tables(
            JdbcComparison comparison,
            JdbcCourses courses,
            JdbcSubjectDirectory directory,
            FrozenSubjects frozen) {}

    /** What values are hashed and sealed with. */
    public record Keys(MasterKey master, SubjectKeys subjects) {}

    public StoringSink sink(PollRun run, PollTask task, KindDescription kind) {
        var prints = new RecordPrints(keys.master(), run.platform(), kind);
        var storing = new RecordStoring(this, new RecordStoring.Page(run, task, kind, prints));
        return new StoringSink(kind, run.fields(), prints, storing);
    }
}
