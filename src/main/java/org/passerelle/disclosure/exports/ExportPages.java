package org.passerelle.disclosure.exports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.disclosure.exports.Judge.Refusal;
import org.passerelle.disclosure.exports.Judge.Ruling;
import org.passerelle.disclosure.ledger.Ledger;
import org.passerelle.disclosure.ledger.Omission;
import org.passerelle.learning.BulkRecords.Content;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Question.CourseTie;
import org.passerelle.policy.RuleKey;
import org.passerelle.policy.Standing.Mark;
import org.passerelle.retention.standing.Standings.Known;

/**
 * The rows of an export, a page of subjects at a time. A page is one transaction: read, judged,
 * written to the ledger; its rows are handed out after the commit.
 */
final class ExportPages {
    static final int SUBJECTS = 200;
    private static final RuleKey RESTRICTED = new RuleKey("decision/restriction");
    private static final RuleKey ERASED = new RuleKey("decision/tombstone");

    private final ExportGround exports;
    private final Export export;
    private final Judge judge;
    private final Judge.Recording recording;

    ExportPages(ExportGround exports, Export export, Judge judge) {
        this.exports = exports;
        this.export = export;
        this.judge = judge;
        this.recording =
                Judge.Recording.in(
                        exports.sources().decisions(),
                        "export " + export.id(),
                        export.asked().by());
    }

    /**
     * @param rows permitted ones, in the order of subjects
     * @param last the last subject looked at; empty when there is none any more
     * @param conditions by field, what binds whoever receives it
     */
    record Page(
            List<ExportRow> rows,
            Optional<SubjectId> last,
            int subjects,
            Map<String, Set<String>> conditions) {}

    Export export() {
        return export;
    }

    Page after(SubjectId subject) {
        var selection = export.order().selection();
        return exports.ground()
                .transactions()
                .within(
                        () -> {
                            var subjects =
                                    exports.sources()
                                            .subjects()
                                            .subjectsAfter(selection.platform(), subject, SUBJECTS);
                            var records =
                                    exports.sources().records().of(selection.wanted(), subjects);
                            var standings =
                                    exports.sources()
                                            .standings()
                                            .of(selection.platform(), records.keySet());
                            var sheet = new Sheet();
                            records.forEach((one, all) -> sheet.add(one, all, standings));
                            return sheet.written(subjects);
                        });
    }

    /** Records of one subject that the policy cannot tell apart. */
    private record Alike(RecordKind kind, CourseTie tie) {}

    /** What is gathered over one page. */
    private final class Sheet {
        private final List<ExportRow> rows = new ArrayList<>();
        private final List<Ledger.Entry> entries = new ArrayList<>();
        private final Map<List<String>, Omission> omitted = new HashMap<>();
        private final Map<String, Set<String>> conditions = new TreeMap<>();

        void add(SubjectId subject, List<Content> records, Map<SubjectId, Known> standings) {
            var known = standings.get(subject);
            if (known == null) {
                omit(subject, new Refusal(ERASED, "the subject was erased"), records.size());
            } else if (known.standing().marks().contains(Mark.RESTRICTED)) {
                var why = new Refusal(RESTRICTED, "the subject's data is restricted (Art. 18)");
                omit(subject, why, records.size());
            } else {
                judged(subject, records, known);
            }
        }

        private void judged(SubjectId subject, List<Content> records, Known known) {
            var reference =
                    ExportSeals.reference(exports.seals().master(), export.recipient(), subject);
            var fields = new HashSet<FieldName>();
            var decisions = new TreeSet<Long>();
            int before = rows.size();
            var rulings = new HashMap<Alike, Ruling>();
            for (Content record : records) {
                var ruling =
                        rulings.computeIfAbsent(
                                new Alike(record.kind(), judge.tie(record.course())),
                                alike -> judge.rule(alike.kind(), alike.tie(), known, recording));
                ruling.dropped().forEach(this::omit);
                if (ruling.refusal().isPresent()) {
                    omit(subject, ruling.refusal().get(), 1);
                } else {
                    var values = permitted(record, ruling);
                    fields.addAll(values.keySet());
                    decisions.add(ruling.decision());
                    rows.add(new ExportRow(reference, record.kind(), record.course(), values));
                }
            }
            if (rows.size() > before) {
                entries.add(new Ledger.Entry(subject, fields, decisions, rows.size() - before));
            }
        }

        private Map<FieldName, FieldValue> permitted(Content record, Ruling ruling) {
            var values = new HashMap<>(record.fields());
            values.keySet().retainAll(ruling.allowed());
            ruling.owed()
                    .forEach(
                            (field, owed) ->
                                    owed.forEach(
                                            one ->
                                                    conditions
                                                            .computeIfAbsent(
                                                                    field.value(),
                                                                    key -> new TreeSet<>())
                                                            .add(one.key())));
            return judge.duties().apply(values, ruling.owed());
        }

        private void omit(SubjectId subject, Refusal why, int records) {
            count(
                    new Omission(
                            "subject", subject.toString(), why.because(), why.reason(), records));
        }

        private void omit(FieldName field, RuleKey why) {
            count(new Omission("field", field.value(), why, "", 1));
        }

        private void count(Omission one) {
            omitted.merge(
                    List.of(one.what(), one.name(), one.because().value()),
                    one,
                    (before, more) ->
                            new Omission(
                                    before.what(),
                                    before.name(),
                                    before.because(),
                                    before.reason(),
                                    before.times() + more.times()));
        }

        Page written(List<SubjectId> subjects) {
            Instant now = exports.ground().clock().instant();
            exports.sources().ledger().write(export.id(), export.recipient(), entries, now);
            exports.sources().ledger().omit(export.id(), omitted.values());
            return new Page(
                    rows,
                    subjects.isEmpty() ? Optional.empty() : Optional.of(subjects.getLast()),
                    entries.size(),
                    conditions);
        }
    }
}
