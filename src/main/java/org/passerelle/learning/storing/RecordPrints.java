package org.passerelle.learning.storing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.passerelle.keys.MasterKey;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.RecordKey;
import org.passerelle.learning.records.FieldCodec;
import org.passerelle.learning.records.HexKey;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;

/**
 * What a record is recognised and compared by: keyed hashes, so that neither tells what it was made
 * of. Cheap, because it is done for every record of every poll.
 */
final class RecordPrints {
    private final MasterKey master;
    private final PlatformKey platform;
    private final KindDescription kind;

    RecordPrints(MasterKey master, PlatformKey platform, KindDescription kind) {
        this.master = master;
        this.platform = platform;
        this.kind = kind;
    }

    HexKey key(RecordKey key) {
        var parts = new ArrayList<String>(key.parts().size() + 2);
        parts.add(platform.value());
        parts.add(kind.kind().value());
        parts.addAll(key.parts());
        return new HexKey(master.shortHash(parts.toArray(String[]::new)));
    }

    HexKey content(LearningRecord record) {
        var parts = new ArrayList<String>(record.fields().size() * 2 + 2);
        parts.add(record.subject().map(SubjectId::toString).orElse(""));
        parts.add(record.course().map(Object::toString).orElse(""));
        for (var field : FieldCodec.inOrder(record.fields())) {
            parts.add((isSealed(record, field.getKey()) ? "!" : "") + field.getKey().value());
            add(parts, field.getValue());
        }
        return new HexKey(master.shortHash(parts.toArray(String[]::new)));
    }

    private static void add(ArrayList<String> parts, FieldValue value) {
        switch (value) {
            case FieldValue.Text text -> parts.add("t" + text.value());
            case FieldValue.Number number -> parts.add("n" + number.value());
            case FieldValue.Flag flag -> parts.add(flag.value() ? "yes" : "no");
            case FieldValue.Moment moment -> parts.add("m" + moment.value());
            case FieldValue.Items items -> {
                parts.add("i" + items.values().size());
                parts.addAll(items.values());
            }
            case FieldValue.Nothing nothing -> parts.add("-");
            case FieldValue.NotGraded notGraded -> parts.add("?");
        }
    }

    /** The key as it is stored: a JSON list. */
    static String stored(RecordKey key) {
        return new String(MessageCodec.encode(key.parts()), StandardCharsets.UTF_8);
    }

    /** The fields that are stored as they are. */
    byte[] clear(LearningRecord record) {
        var clear = new LinkedHashMap<FieldName, FieldValue>();
        record.fields()
                .forEach(
                        (name, value) -> {
                            if (!isSealed(record, name) || value instanceof FieldValue.Nothing) {
                                clear.put(name, value);
                            }
                        });
        return FieldCodec.encode(clear);
    }

    /** The fields that are stored only under the subject's key; empty when there are none. */
    Optional<byte[]> toSeal(LearningRecord record) {
        var secret = new LinkedHashMap<FieldName, FieldValue>();
        record.fields()
                .forEach(
                        (name, value) -> {
                            if (isSealed(record, name) && !(value instanceof FieldValue.Nothing)) {
                                secret.put(name, value);
                            }
                        });
        return secret.isEmpty() ? Optional.empty() : Optional.of(FieldCodec.encode(secret));
    }

    /**
     * A field of unknown category is sealed too. Records about no person have no key to seal with.
     */
    private boolean isSealed(LearningRecord record, FieldName name) {
        return record.subject().isPresent()
                && kind.fields().getOrDefault(name, DataCategory.EXCESS).sealed();
    }
}
