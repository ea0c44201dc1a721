package org.passerelle.learning;

import org.passerelle.personaldata.RecordKind;

/** Where a reader puts what it reads, row by row, while the answer streams in. */
public interface RecordSink {
    void record(LearningRecord record);

    /**
     * A field of the answer that the mapping neither maps nor drops. Its value was thrown away in
     * the parser.
     *
     * @param path where it stood: {@code usergrades/gradeitems/newfield}
     */
    void gap(RecordKind kind, String path);

    /**
     * One row that could not be read; the other rows go on.
     *
     * @param why what was expected, without any value
     */
    void unreadable(RecordKind kind, int row, String why);
}
