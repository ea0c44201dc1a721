package org.passerelle.moodle.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.learning.KindDescription.Scope;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.ReadRequest;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.moodle.client.Arguments;
import org.passerelle.moodle.client.MoodleClient;
import org.passerelle.moodle.client.MoodleRefusal;
import org.passerelle.personaldata.SubjectId;

/** Carries out one request to read: which calls, in which order, until when. */
final class ReadingRun {
    private static final int WITHOUT_PAGES = 1;

    private final Mapping mapping;
    private final ReadRequest request;
    private final RecordAssembly assembly;
    private final MoodleClient client;

    ReadingRun(Mapping mapping, ReadRequest request, RecordAssembly assembly, MoodleClient client) {
        this.mapping = mapping;
        this.request = request;
        this.assembly = assembly;
        this.client = client;
    }

    ReadOutcome run(SiteCard site, SubjectDirectory directory, Clock clock) {
        var tree = new AnswerTree(mapping, request.fields());
        var answer = new AnswerReading(mapping, tree, assembly, clock);
        Map<String, Object> values = values(site);
        if (mapping.header().scope() == Scope.SUBJECT_IN_COURSE || !request.subjects().isEmpty()) {
            return perSubject(site, directory, answer, values);
        }
        assembly.compareWith(secondAnswers(values));
        return mapping.read().paging().whole()
                ? whole(answer, values)
                : page(answer, values, request.offset());
    }

    private Map<String, Object> values(SiteCard site) {
        Map<String, Object> values = new HashMap<>();
        values.put("service-user", site.serviceUser());
        values.put("fields", String.join(",", asked()));
        values.put("limit", mapping.read().paging().size().orElse(WITHOUT_PAGES));
        request.course().ifPresent(course -> values.put("course", course.value()));
        return values;
    }

    /** What to put into {@code userfields}: only what this request is permitted to know. */
    private Set<String> asked() {
        Set<String> asked = new TreeSet<>(mapping.read().askAlways());
        mapping.means().fields().values().stream()
                .filter(rule -> request.fields().contains(rule.name()))
                .forEach(rule -> rule.ask().ifPresent(asked::add));
        return asked;
    }

    private ReadOutcome page(AnswerReading answer, Map<String, Object> values, int offset) {
        int rows = call(answer, mapping.read().arguments(), with(values, "offset", offset));
        assembly.tally().rows(rows);
        return assembly.tally().outcome(mapping.read().paging().size().isPresent() && rows > 0);
    }

    private ReadOutcome whole(AnswerReading answer, Map<String, Object> values) {
        int offset = 0;
        int rows;
        do {
            rows = call(answer, mapping.read().arguments(), with(values, "offset", offset));
            assembly.tally().rows(rows);
            offset += mapping.read().paging().size().orElse(WITHOUT_PAGES);
        } while (rows > 0 && mapping.read().paging().size().isPresent());
        return assembly.tally().outcome(false);
    }

    private int call(
            AnswerReading answer, Map<String, Object> arguments, Map<String, Object> values) {
        int rows =
                client.stream(
                        mapping.read().function(),
                        Placeholders.fill(arguments, values),
                        answer::read);
        assembly.flush();
        return rows;
    }

    private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        Map<String, Object> more = new HashMap<>(values);
        more.put(name, value);
        return more;
    }

    private Map<String, Set<String>> secondAnswers(Map<String, Object> values) {
        Map<String, Set<String>> answers = new HashMap<>();
        for (FieldRule rule : mapping.means().fields().values()) {
            if (request.fields().contains(rule.name())
                    && rule.source() instanceof FieldRule.Source.Also also) {
                answers.put(also.answer(), matches(mapping.read().second(also.answer()), values));
            }
        }
        return answers;
    }

    private Set<String> matches(Mapping.Also also, Map<String, Object> values) {
        Set<String> all = new HashSet<>();
        boolean paged = Placeholders.names(also.arguments()).contains("offset");
        int size = mapping.read().paging().size().orElse(WITHOUT_PAGES);
        int rows;
        int offset = 0;
        do {
            Arguments arguments =
                    Placeholders.fill(also.arguments(), with(values, "offset", offset));
            rows =
                    client.stream(
                            mapping.read().function(),
                            arguments,
                            parser -> collect(parser, also.match(), all));
            offset += size;
        } while (paged && rows > 0);
        return all;
    }

    private int collect(JsonParser parser, String match, Set<String> all) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new MappingDoesNotFit(mapping, "the second answer is not a list");
        }
        int rows = 0;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            rows++;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(match);
                parser.nextToken();
                if (wanted) {
                    all.add(parser.getValueAsString(""));
                }
                parser.skipChildren();
            }
        }
        return rows;
    }

    private ReadOutcome perSubject(
            SiteCard site,
            SubjectDirectory directory,
            AnswerReading answer,
            Map<String, Object> values) {
        Map<SubjectId, Arguments> calls = new LinkedHashMap<>();
        Map<String, Object> arguments = new HashMap<>(mapping.read().arguments());
        arguments.putAll(mapping.read().perSubject());
        Map<SubjectId, Long> users = directory.platformUserIds(request.subjects());
        for (SubjectId subject : request.subjects()) {
            Long user = users.get(subject);
            if (user != null) {
                calls.put(subject, Placeholders.fill(arguments, with(values, "subject", user)));
            }
        }
        if (mapping.header().scope() == Scope.SUBJECT_IN_COURSE && BatchedCalls.offeredBy(site)) {
            new BatchedCalls(mapping, client, assembly).read(calls, answer);
        } else {
            calls.forEach((subject, one) -> single(subject, one, answer));
        }
        boolean nobodyKnown = !calls.isEmpty() && assembly.tally().unknownPersons() == calls.size();
        return nobodyKnown && courseIsGone()
                ? new ReadOutcome.CourseUnknown()
                : assembly.tally().outcome(false);
    }

    /** Moodle says the same of an unknown person and an unknown course. */
    private boolean courseIsGone() {
        long course = request.course().orElseThrow().value();
        return client.call(
                        "core_course_get_courses",
                        Arguments.of("options", Map.of("ids", List.of(course))))
                .isEmpty();
    }

    private void single(SubjectId subject, Arguments arguments, AnswerReading answer) {
        assembly.calledFor(subject);
        try {
            assembly.tally()
                    .rows(client.stream(mapping.read().function(), arguments, answer::read));
            assembly.flush();
        } catch (MoodleRefusal refusal) {
            BatchedCalls.pass(refusal, mapping, assembly.tally());
        }
    }
}
