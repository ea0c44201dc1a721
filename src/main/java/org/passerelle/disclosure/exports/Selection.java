package org.passerelle.disclosure.exports;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.learning.BulkRecords;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;

/**
 * What an export is to hold.
 *
 * @param fields by name and in this order; nobody asks for everything (GDPR Art. 5(1)(c))
 * @param courses all of them when empty
 * @param legalText what obliges to disclose, where a recipient needs one (IMP-36, UPR-33)
 */
public record Selection(
        PlatformKey platform,
        Set<RecordKind> kinds,
        List<FieldName> fields,
        Set<CourseId> courses,
        Optional<String> legalText) {
    public Selection {
        kinds = Set.copyOf(kinds);
        fields = fields.stream().distinct().toList();
        courses = Set.copyOf(courses);
    }

    BulkRecords.Wanted wanted() {
        return new BulkRecords.Wanted(platform, kinds, courses);
    }
}
