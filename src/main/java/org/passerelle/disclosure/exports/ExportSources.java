package org.passerelle.disclosure.exports;

import java.util.Map;
import org.passerelle.decisions.DecisionLog;
import org.passerelle.disclosure.ledger.Ledger;
import org.passerelle.learning.BulkRecords;
import org.passerelle.learning.LearningRecords;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.retention.standing.Standings;

/** What exports read and where they write what they did. */
public record ExportSources(
        LearningRecords subjects,
        BulkRecords records,
        Standings standings,
        Catalogue catalogue,
        DecisionLog decisions,
        Ledger ledger) {

    /** Which kinds of record a platform has of learners, and which fields of which category. */
    @FunctionalInterface
    public interface Catalogue {
        Map<RecordKind, Map<FieldName, DataCategory>> of(PlatformKey platform);
    }
}
