package org.passerelle.learning.storing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.RecordSink;
import org.passerelle.learning.records.HexKey;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.RecordKind;

/**
 * Takes what a reader reads, two thousand records per transaction, so that an answer of any size
 * needs the memory of two thousand. Belongs to one thread.
 */
public final class StoringSink implements RecordSink {
    private static final int BATCH = 2000;
    private static final int UNREADABLE_KEPT = 1000;

    private final KindDescription kind;
    private final Set<FieldName> allowed;
    private final RecordPrints prints;
    private final RecordStoring storing;
    private final Map<HexKey, ReadRecord> pending = new LinkedHashMap<>();
    private final Map<String, Integer> gaps = new HashMap<>();
    private final Map<Integer, String> unreadable = new HashMap<>();
    private final List<RecordStoring.Result> results = new ArrayList<>();

    /**
     * @param allowed the fields the policy lets be stored
     */
    StoringSink(
            KindDescription kind,
            Set<FieldName> allowed,
            RecordPrints prints,
            RecordStoring storing) {
        this.kind = kind;
        this.allowed = allowed;
        this.prints = prints;
        this.storing = storing;
    }

    @Override
    public void record(LearningRecord read) {
        if (!read.kind().equals(kind.kind())) {
            throw new IllegalArgumentException(
                    "a record of kind " + read.kind() + " came while reading " + kind.kind());
        }
        var record = read.only(allowed);
        var key = prints.key(record.key());
        pending.put(key, new ReadRecord(key, prints.content(record), record));
        if (pending.size() >= BATCH) {
            flush();
        }
    }

    @Override
    public void gap(RecordKind kindOfRow, String path) {
        gaps.merge(path, 1, Integer::sum);
    }

    @Override
    public void unreadable(RecordKind kindOfRow, int row, String why) {
        if (unreadable.size() < UNREADABLE_KEPT) {
            unreadable.put(row, why);
        }
    }

    /** Stores what is still buffered. */
    public void flush() {
        if (!pending.isEmpty() && !isOvertaken()) {
            results.add(storing.store(pending));
        }
        pending.clear();
    }

    /** Whether another attempt took the task over: nothing more may be stored. */
    public boolean isOvertaken() {
        return results.contains(RecordStoring.Result.OVERTAKEN);
    }

    /** Whether every record of this page came with an earlier page: the platform does not page. */
    public boolean onlyRepeats() {
        return !results.isEmpty()
                && results.stream().allMatch(result -> result == RecordStoring.Result.REPEATED);
    }

    public Map<String, Integer> gaps() {
        return Map.copyOf(gaps);
    }

    public Map<Integer, String> unreadable() {
        return Map.copyOf(unreadable);
    }
}
