package org.passerelle.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.ReadRequest;
import org.passerelle.learning.RecordKey;
import org.passerelle.learning.RecordSink;
import org.passerelle.learning.SiteIdentity;
import org.passerelle.moodle.LoopbackMoodle;
import org.passerelle.moodle.LoopbackMoodle.Reply;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.RecordKind;

/**
 * The heap in use, collected first, while one answer of 55 000 grade cells (about 40 MB) is read
 * from HTTP to the last stored row, above what was in use before the call. The answer itself lies
 * ready in the server, which is part of this program, and counts as idle.
 */
final class HeapBench implements Bench.Benchmark {
    private static final int PEOPLE = 5_000;
    private static final int ITEMS = 11;
    private static final int LOOKS = 20;
    private static final int REPETITIONS = 3;

    @Override
    public List<Measured> run(Path folder) throws Exception {
        try (var store = new BenchStore(folder);
                var moodle = new LoopbackMoodle();
                var clients = Polls.clients(store)) {
            byte[] answer = answer();
            moodle.answers(
                    "core_webservice_get_site_info",
                    Reply.json(
                            "{\"siteurl\":\"https://moodle.imp.example\",\"userid\":3,\"release\":\"5.1.3\","
                                    + "\"functions\":[{\"name\":\"gradereport_user_get_grade_items\"}]}"));
            moodle.answers("gradereport_user_get_grade_items", Reply.json(answer));
            var watch = new Watch();
            var polls =
                    new Polls(
                            store,
                            moodle.platform(),
                            (directory, in) ->
                                    new Grades(Polls.moodle(clients, directory, in), watch));
            var above = new ArrayList<Double>();
            for (int round = -1; round < REPETITIONS; round++) {
                polls.forgetEverything();
                polls.polling.schedule().plan(polls.platform, "users");
                polls.runAll();
                polls.polling.schedule().plan(polls.platform, "grades-full");
                watch.begin();
                polls.runAll();
                polls.requireComplete();
                if (round >= 0) {
                    above.add(watch.above() / 1048576.0);
                }
            }
            return List.of(
                    new Measured(
                            "heap above idle, one answer of 55 000 cells",
                            "MiB",
                            Measured.median(above),
                            Double.NaN,
                            Measured.Target.atMost(64),
                            Map.of("all", above, "answer-bytes", answer.length)));
        }
    }

    private static byte[] answer() throws IOException {
        var recorded =
                new ObjectMapper()
                        .readTree(LoopbackMoodle.recording("4.2/grades_c2_u5.json"))
                        .at("/usergrades/0/gradeitems/0")
                        .toString();
        var body = new StringBuilder("{\"usergrades\":[");
        for (int user = 0; user < PEOPLE; user++) {
            body.append(user == 0 ? "" : ",").append("{\"courseid\":2,\"courseidnumber\":\"C\"");
            body.append(",\"userid\":").append(1000 + user);
            body.append(",\"userfullname\":\"G \\u00c7\",\"useridnumber\":\"\",\"maxdepth\":2");
            body.append(",\"gradeitems\":[");
            for (int item = 0; item < ITEMS; item++) {
                body.append(item == 0 ? "" : ",")
                        .append(recorded.replaceFirst("\"id\":2,", "\"id\":" + (2 + item) + ","));
            }
            body.append("]}");
        }
        return body.append("],\"warnings\":[]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Collects and looks, twenty times in one answer. */
    private static final class Watch {
        private long idle;
        private long most;
        private int rows;

        void begin() {
            rows = 0;
            idle = used();
            most = idle;
        }

        void row() {
            if (++rows % (PEOPLE * ITEMS / LOOKS) == 0) {
                most = Math.max(most, used());
            }
        }

        long above() {
            if (rows != PEOPLE * ITEMS) {
                throw new AssertionError(rows + " cells were read");
            }
            return most - idle;
        }

        private static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }

    /** The product's reader for grades; the one course they are of out of thin air. */
    private record Grades(PlatformReader moodle, Watch watch) implements PlatformReader {
        private static final RecordKind COURSE = new RecordKind("course");

        @Override
        public List<KindDescription> kinds(Platform platform) {
            var kinds = new ArrayList<KindDescription>();
            kinds.add(
                    new KindDescription(
                            COURSE,
                            KindDescription.Scope.SITE,
                            Optional.empty(),
                            "users",
                            false,
                            Map.of(new FieldName("shortName"), DataCategory.TECHNICAL)));
            moodle.kinds(platform).stream()
                    .filter(kind -> kind.kind().value().equals("grade"))
                    .forEach(kinds::add);
            return kinds;
        }

        @Override
        public ReadOutcome read(ReadRequest request, RecordSink sink) {
            if (!request.kind().equals(COURSE)) {
                return moodle.read(request, new Watched(sink, watch));
            }
            sink.record(
                    new LearningRecord(
                            COURSE,
                            new RecordKey(List.of("2")),
                            Optional.empty(),
                            Optional.of(new CourseId(2)),
                            Map.of(new FieldName("shortName"), new FieldValue.Text("C-2"))));
            return new ReadOutcome.Page(1, false);
        }

        @Override
        public SiteIdentity identify(Platform platform) {
            return new SiteIdentity(
                    "https://moodle.imp.example", 3, "5.1.3", Map.of(2L, "C-2"), Set.of());
        }
    }

    private record Watched(RecordSink sink, Watch watch) implements RecordSink {
        @Override
        public void record(LearningRecord record) {
            sink.record(record);
            watch.row();
        }

        @Override
        public void gap(RecordKind kind, String path) {
            sink.gap(kind, path);
        }

        @Override
        public void unreadable(RecordKind kind, int row, String why) {
            throw new AssertionError(why);
        }
    }
}
