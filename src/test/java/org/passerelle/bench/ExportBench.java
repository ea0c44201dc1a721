package org.passerelle.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.disclosure.DisclosureFixture;
import org.passerelle.disclosure.exports.Export;
import org.passerelle.disclosure.exports.ExportDesk.Fetching;
import org.passerelle.disclosure.exports.ExportDesk.Outcome;
import org.passerelle.disclosure.exports.ExportRow;
import org.passerelle.disclosure.exports.Format;
import org.passerelle.disclosure.exports.RowWriter;
import org.passerelle.disclosure.exports.Selection;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.PurposeKey;
import org.passerelle.testing.TestStore;

/**
 * An export of permitted records to CSV against a bare streamed SELECT whose rows are opened and
 * written by the same writer. Run it with BENCH_HEAP=256m.
 */
final class ExportBench implements Bench.Benchmark {
    private static final int RECORDS = Integer.getInteger("bench.export.records", 100_000);
    private static final int RECORDS_OF_A_LEARNER = 20;
    private static final int OPENED_AT_ONCE = 4000;
    private static final int ROUNDS = 3;
    private static final RecordKind KIND = new RecordKind("activity-completion");
    private static final FieldName STATE = new FieldName("state");

    @Override
    public List<Measured> run(Path folder) throws Exception {
        var store = new TestStore().open();
        try {
            var fixture = new DisclosureFixture(store);
            fixture.member(DisclosureFixture.IMP, "anne");
            fixture.registered(DisclosureFixture.IMP, "coordination", "training-coordinator");
            for (int i = 0; i < RECORDS / RECORDS_OF_A_LEARNER; i++) {
                var learner = fixture.learner(DisclosureFixture.IMP_MOODLE);
                for (int j = 0; j < RECORDS_OF_A_LEARNER; j++) {
                    fixture.record(learner, KIND.value(), 7, "{}", "{\"state\":" + j % 4 + "}");
                }
            }
            var ours = new ArrayList<Double>();
            var bare = new ArrayList<Double>();
            for (int round = -1; round < ROUNDS; round++) {
                double export = RECORDS / Stopwatch.seconds(() -> export(fixture));
                double select = RECORDS / Stopwatch.seconds(() -> bare(fixture));
                if (round >= 0) {
                    ours.add(export);
                    bare.add(select);
                }
            }
            return List.of(
                    new Measured(
                            "export to CSV",
                            "records per second",
                            Measured.median(ours),
                            Measured.median(bare),
                            Measured.Target.atLeast(0.5),
                            Map.of("records", RECORDS, "all", ours, "bare", bare)));
        } finally {
            store.close();
        }
    }

    private static void export(DisclosureFixture fixture) throws IOException {
        var order =
                new Export.Order(
                        DisclosureFixture.IMP,
                        "coordination",
                        new PurposeKey("f3-progress-time"),
                        new Selection(
                                DisclosureFixture.IMP_MOODLE,
                                Set.of(KIND),
                                List.of(STATE),
                                Set.of(),
                                Optional.empty()),
                        Format.CSV);
        var taken = (Outcome.Taken) fixture.desk.order(order, "anne");
        fixture.desk.approve(taken.export().id(), "claire", true);
        var streaming = (Fetching.Streaming) fixture.desk.fetch(taken.export().id(), "anne");
        try (var bytes = streaming.bytes()) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        if (fixture.desk.find(taken.export().id()).orElseThrow().sent().records() != RECORDS) {
            throw new IllegalStateException("the export is not whole");
        }
    }

    private static void bare(DisclosureFixture fixture) throws IOException {
        var writer = Format.CSV.writer(OutputStream.nullOutputStream());
        writer.begin(List.of(STATE));
        var keys = fixture.store.subjectKeys(fixture.clock);
        var page = new ArrayList<SubjectKeys.Sealed>();
        fixture.store
                .jdbi()
                .useHandle(
                        handle -> {
                            try (var rows =
                                    handle.createQuery(
                                                    "SELECT subject_id, sealed_fields FROM learning_records"
                                                            + " WHERE platform = 'imp-moodle' AND state = 'PRESENT'")
                                            .setFetchSize(1000)
                                            .map(
                                                    (row, context) ->
                                                            new SubjectKeys.Sealed(
                                                                    SubjectId.of(row.getBytes(1)),
                                                                    row.getBytes(2)))
                                            .iterator()) {
                                while (rows.hasNext()) {
                                    page.add(rows.next());
                                    if (page.size() == OPENED_AT_ONCE || !rows.hasNext()) {
                                        write(writer, keys.openEach(page));
                                        page.clear();
                                    }
                                }
                            }
                        });
        writer.end();
    }

    private static void write(RowWriter writer, List<Optional<byte[]>> opened) throws IOException {
        for (Optional<byte[]> clear : opened) {
            var text = new String(clear.orElseThrow(), StandardCharsets.UTF_8);
            var state = MessageCodec.json().readTree(text).path("state").decimalValue();
            writer.row(
                    new ExportRow(
                            "00000000000000000000000000000000",
                            KIND,
                            Optional.of(new CourseId(7)),
                            Map.of(
                                    STATE,
                                    new FieldValue.Number(new BigDecimal(state.toString())))));
        }
    }
}
