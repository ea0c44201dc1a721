package org.passerelle.bench;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.ReadRequest;
import org.passerelle.learning.RecordKey;
import org.passerelle.learning.RecordSink;
import org.passerelle.learning.SiteIdentity;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

/**
 * Grades per second through one poll task: staged, compared, stored, their events put in the
 * outbox. Reference: one JDBC batch insert of the very rows that were stored, into a table of the
 * same shape, in one transaction.
 */
final class StagingBench implements Bench.Benchmark {
    private static final int RECORDS = 20_000;
    private static final int PEOPLE = 5_000;
    private static final int REPETITIONS = 5;
    private static final String COLUMNS =
            "key_hash, platform, kind, record_key, subject_id, course_id, content_hash, version, state, absences,"
                    + " clear_fields, sealed_fields, first_seen_at, changed_at";

    @Override
    public List<Measured> run(Path folder) throws Exception {
        try (var store = new BenchStore(folder)) {
            store.execute("CREATE TABLE bench_rows LIKE learning_records");
            var platform =
                    InventedPlatform.at("https://moodle.imp.example", folder.resolve("none"));
            var polls = new Polls(store, platform, (directory, in) -> new Grades(directory));
            var stored = new ArrayList<Double>();
            var batched = new ArrayList<Double>();
            for (int round = -1; round < REPETITIONS; round++) {
                polls.forgetEverything();
                polls.polling.schedule().plan(platform, "users");
                polls.runAll();
                polls.polling.schedule().plan(platform, "grades-full");
                var tasks = polls.tasks();
                double line =
                        RECORDS
                                / Stopwatch.seconds(
                                        () -> tasks.forEach(polls.polling.tasks()::run));
                polls.requireComplete();
                double bare = RECORDS / batch(store);
                if (round >= 0) {
                    stored.add(line);
                    batched.add(bare);
                }
            }
            return List.of(
                    new Measured(
                            "records staged, compared, stored",
                            "per second",
                            Measured.median(stored),
                            Measured.median(batched),
                            Measured.Target.atLeast(0.25),
                            Map.of("all", stored, "batches", batched)));
        }
    }

    private static double batch(BenchStore store) throws Exception {
        store.execute("TRUNCATE TABLE bench_rows");
        var rows = new ArrayList<Object[]>();
        return store.jdbi()
                .withHandle(
                        handle -> {
                            Connection connection = handle.getConnection();
                            try (var all = connection.createStatement();
                                    ResultSet row =
                                            all.executeQuery(
                                                    "SELECT "
                                                            + COLUMNS
                                                            + " FROM learning_records WHERE kind = 'grade'"
                                                            + " ORDER BY key_hash")) {
                                while (row.next()) {
                                    var values = new Object[14];
                                    for (int column = 0; column < values.length; column++) {
                                        values[column] = row.getObject(column + 1);
                                    }
                                    rows.add(values);
                                }
                            }
                            if (rows.size() != RECORDS) {
                                throw new AssertionError(rows.size() + " grades were stored");
                            }
                            java.util.Collections.shuffle(rows, new java.util.Random(1));
                            return insert(connection, rows);
                        });
    }

    private static double insert(Connection connection, List<Object[]> rows) throws Exception {
        var watch = new Stopwatch();
        connection.setAutoCommit(false);
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO bench_rows ("
                                + COLUMNS
                                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Object[] row : rows) {
                for (int column = 0; column < row.length; column++) {
                    insert.setObject(column + 1, row[column]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
        return watch.seconds();
    }

    /** Twenty thousand grades of one course out of thin air, and the course list it needs. */
    private static final class Grades implements PlatformReader {
        private static final RecordKind COURSE = new RecordKind("course");
        private static final RecordKind GRADE = new RecordKind("grade");

        private final SubjectDirectory directory;

        Grades(SubjectDirectory directory) {
            this.directory = directory;
        }

        @Override
        public List<KindDescription> kinds(Platform platform) {
            return List.of(
                    new KindDescription(
                            COURSE,
                            KindDescription.Scope.SITE,
                            Optional.empty(),
                            "users",
                            false,
                            Map.of(new FieldName("shortName"), DataCategory.TECHNICAL)),
                    new KindDescription(
                            GRADE,
                            KindDescription.Scope.COURSE,
                            Optional.empty(),
                            "grades-full",
                            true,
                            Map.of(
                                    new FieldName("gradeRaw"), DataCategory.GRADE,
                                    new FieldName("gradedAt"), DataCategory.GRADE,
                                    new FieldName("hidden"), DataCategory.GRADE,
                                    new FieldName("locked"), DataCategory.GRADE,
                                    new FieldName("feedback"), DataCategory.FEEDBACK)));
        }

        @Override
        public ReadOutcome read(ReadRequest request, RecordSink sink) {
            if (request.kind().equals(COURSE)) {
                // The pseudonyms stand before the clock runs: the poll of people makes them.
                people(request.platform());
                sink.record(
                        new LearningRecord(
                                COURSE,
                                new RecordKey(List.of("7")),
                                Optional.empty(),
                                Optional.of(new CourseId(7)),
                                Map.of(new FieldName("shortName"), new FieldValue.Text("C-7"))));
                return new ReadOutcome.Page(1, false);
            }
            var people = people(request.platform());
            for (int number = 0; number < RECORDS; number++) {
                sink.record(grade(number, people.get(1L + number % PEOPLE)));
            }
            return new ReadOutcome.Page(RECORDS, false);
        }

        private Map<Long, SubjectId> people(Platform platform) {
            return directory.pseudonyms(
                    platform.key(), LongStream.rangeClosed(1, PEOPLE).boxed().toList());
        }

        private static LearningRecord grade(int number, SubjectId subject) {
            Map<FieldName, FieldValue> fields = new HashMap<>();
            fields.put(
                    new FieldName("gradeRaw"),
                    new FieldValue.Number(BigDecimal.valueOf(number % 81, 2)));
            fields.put(
                    new FieldName("gradedAt"),
                    new FieldValue.Moment(Instant.ofEpochSecond(1_700_000_000L + number)));
            fields.put(new FieldName("hidden"), new FieldValue.Flag(false));
            fields.put(new FieldName("locked"), new FieldValue.Flag(false));
            fields.put(new FieldName("feedback"), new FieldValue.Nothing());
            return new LearningRecord(
                    GRADE,
                    new RecordKey(List.of("7", "" + number / PEOPLE, subject.toString())),
                    Optional.of(subject),
                    Optional.of(new CourseId(7)),
                    fields);
        }

        @Override
        public SiteIdentity identify(Platform platform) {
            return new SiteIdentity(
                    "https://moodle.imp.example", 3, "4.5", Map.of(7L, "C-7"), java.util.Set.of());
        }
    }
}
