package org.passerelle.moodle.mapping;

import java.util.ArrayList;
import java.util.List;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.RecordSink;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.RecordKind;

final class CollectingSink implements RecordSink {
    final List<LearningRecord> records = new ArrayList<>();
    final List<String> gaps = new ArrayList<>();
    final List<String> unreadable = new ArrayList<>();

    @Override
    public void record(LearningRecord record) {
        records.add(record);
    }

    @Override
    public void gap(RecordKind kind, String path) {
        gaps.add(path);
    }

    @Override
    public void unreadable(RecordKind kind, int row, String why) {
        unreadable.add("row " + row + ": " + why);
    }

    FieldValue field(int record, String name) {
        return records.get(record).fields().get(new FieldName(name));
    }
}
