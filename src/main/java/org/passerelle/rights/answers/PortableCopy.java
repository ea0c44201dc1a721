package org.passerelle.rights.answers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.learning.LearningRecords;
import org.passerelle.learning.LearningRecords.StoredRecord;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.PlainValues;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.policy.LegalBasis;
import org.passerelle.policy.MatrixRow;
import org.passerelle.policy.Pack;
import org.passerelle.policy.Purpose;
import org.passerelle.policy.PurposeKey;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RightsGround;

/**
 * The copy for another controller, in the form of {@code config/schemas/portability.schema.json}.
 *
 * <p>Only what the person provided or what was observed of them, and only what is processed under
 * their consent or a contract: grades and appreciations are the organisation's own judgement and
 * belong to the access package. Source: GDPR Art. 20(1); IMP-67, UPR-77.
 */
public final class PortableCopy {
    private static final Set<DataCategory> PROVIDED_OR_OBSERVED =
            EnumSet.of(
                    DataCategory.IDENTITY,
                    DataCategory.CONTACT,
                    DataCategory.ACCOUNT,
                    DataCategory.ENROLMENT,
                    DataCategory.ACCESS_TIME,
                    DataCategory.PROGRESS);

    private final RightsGround ground;
    private final LearningRecords records;
    private final Categories categories;

    /** Which category a field of a kind of record has; the mapping knows. */
    @FunctionalInterface
    public interface Categories {
        Optional<DataCategory> of(RecordKind kind, FieldName field);
    }

    public PortableCopy(RightsGround ground, LearningRecords records, Categories categories) {
        this.ground = ground;
        this.records = records;
        this.categories = categories;
    }

    Map<String, Object> of(Request request) {
        var copy = new LinkedHashMap<String, Object>();
        copy.put("schema", "portability-1");
        copy.put("organisation", request.organisation().value());
        copy.put("madeOn", ground.today().toString());
        copy.put("items", items(request));
        return copy;
    }

    /** One value per line; UTF-8, comma, quoted as RFC 4180 has it; no cell is a formula. */
    String csv(Request request) {
        var text = new StringBuilder("kind,course,field,value,seenAt\r\n");
        for (Map<String, Object> item : items(request)) {
            text.append(
                            item.values().stream()
                                    .map(value -> cell(String.valueOf(value)))
                                    .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return text.toString();
    }

    /** A spreadsheet would run what begins like a formula. */
    private static String cell(String value) {
        var safe = value.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + value : value;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private List<Map<String, Object>> items(Request request) {
        var portable = portable(ground.packs().pack(request.organisation()));
        var items = new ArrayList<Map<String, Object>>();
        request.subject()
                .ifPresent(
                        subject -> {
                            records.of(subject).forEach(record -> add(record, portable, items));
                            if (portable.contains(DataCategory.ACCESS_TIME)) {
                                records.accesses(subject)
                                        .forEach(access -> items.add(item(access)));
                            }
                        });
        return items;
    }

    private void add(
            StoredRecord record, Set<DataCategory> portable, List<Map<String, Object>> items) {
        record.fields().entrySet().stream()
                .filter(
                        field ->
                                categories
                                        .of(record.kind(), field.getKey())
                                        .filter(portable::contains)
                                        .isPresent())
                .sorted(Comparator.comparing(field -> field.getKey().value()))
                .forEach(field -> items.add(item(record, field)));
    }

    private static Map<String, Object> item(
            StoredRecord record, Map.Entry<FieldName, FieldValue> field) {
        return item(
                record.kind().value(),
                record.course().map(Object::toString).orElse(""),
                field.getKey().value(),
                PlainValues.of(field.getValue()),
                record.changed());
    }

    private static Map<String, Object> item(LearningRecords.ObservedAccess access) {
        return item(
                "access",
                access.course().map(Object::toString).orElse(""),
                access.field().value(),
                access.at().toString(),
                access.firstSeen());
    }

    private static Map<String, Object> item(
            String kind, String course, String field, Object value, Instant seenAt) {
        var item = new LinkedHashMap<String, Object>();
        item.put("kind", kind);
        item.put("course", course);
        item.put("field", field);
        item.put("value", value);
        item.put("seenAt", seenAt.toString());
        return item;
    }

    /** Categories that an active purpose under consent or contract may use. */
    private static Set<DataCategory> portable(Pack pack) {
        var purposes =
                pack.purposes().stream()
                        .filter(purpose -> purpose.training() && purpose.active())
                        .filter(PortableCopy::byConsentOrContract)
                        .map(Purpose::key)
                        .collect(Collectors.toSet());
        return PROVIDED_OR_OBSERVED.stream()
                .filter(category -> used(pack, purposes, category))
                .collect(Collectors.toSet());
    }

    private static boolean byConsentOrContract(Purpose purpose) {
        return purpose.basis() == LegalBasis.CONSENT || purpose.basis() == LegalBasis.CONTRACT;
    }

    private static boolean used(Pack pack, Set<PurposeKey> purposes, DataCategory category) {
        return pack.matrix().rows().stream()
                .filter(row -> row.effect() == MatrixRow.Effect.ALLOW)
                .filter(row -> row.purposes().stream().anyMatch(purposes::contains))
                .anyMatch(row -> row.scope().categories().contains(category));
    }
}
