package org.passerelle.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.learning.LearningRecords;
import org.passerelle.learning.LearningRecords.StoredRecord;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.PlainValues;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

/**
 * What of a subject's records an archive record holds: the name, so that it can be said whose it
 * is, and the fields of the categories that are kept. Nothing else.
 */
final class Extract {
    private static final RecordKind USER = new RecordKind("user");
    private static final Set<String> NAMES = Set.of("fullName", "firstName", "lastName");

    private final LearningRecords records;
    private final Categories categories;

    Extract(LearningRecords records, Categories categories) {
        this.records = records;
        this.categories = categories;
    }

    /**
     * @param kept which categories the reason keeps
     * @param course only records of that course, if one is given
     */
    ObjectNode of(SubjectId subject, Set<DataCategory> kept, Optional<CourseId> course) {
        var all = records.of(subject);
        var content = MessageCodec.json().createObjectNode();
        content.set("learner", names(all));
        var list = content.putArray("records");
        all.stream()
                .filter(record -> course.isEmpty() || record.course().equals(course))
                .forEach(
                        record -> {
                            var fields = fields(record, kept);
                            if (!fields.isEmpty()) {
                                list.addObject()
                                        .put("kind", record.kind().value())
                                        .put(
                                                "course",
                                                record.course()
                                                        .map(id -> "" + id.value())
                                                        .orElse(""))
                                        .put("firstSeen", record.firstSeen().toString())
                                        .set("fields", MessageCodec.json().valueToTree(fields));
                            }
                        });
        return content;
    }

    private static ObjectNode names(List<StoredRecord> all) {
        var names = MessageCodec.json().createObjectNode();
        all.stream()
                .filter(record -> record.kind().equals(USER))
                .forEach(
                        record ->
                                record.fields()
                                        .forEach(
                                                (field, value) -> {
                                                    if (NAMES.contains(field.value())) {
                                                        names.putPOJO(
                                                                field.value(),
                                                                PlainValues.of(value));
                                                    }
                                                }));
        return names;
    }

    private Map<String, Object> fields(StoredRecord record, Set<DataCategory> kept) {
        var fields = new TreeMap<String, Object>();
        record.fields()
                .forEach(
                        (field, value) ->
                                categories
                                        .of(record.kind(), field)
                                        .filter(kept::contains)
                                        .ifPresent(
                                                category ->
                                                        fields.put(
                                                                field.value(),
                                                                PlainValues.of(value))));
        return fields;
    }
}
