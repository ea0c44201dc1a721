package org.passerelle.rights.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.learning.LearningRecords;
import org.passerelle.learning.LearningRecords.ObservedAccess;
import org.passerelle.learning.LearningRecords.StoredRecord;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.retention.standing.KeptUntil;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestDesk;
import org.passerelle.rights.requests.RightsGround;

/**
 * Everything a person is told on access: the data, what Passerelle itself keeps, and the notice of
 * GDPR Art. 15(1) and (2). The page and the JSON are made of this one model.
 */
public final class AccessModel {
    private final RightsGround ground;
    private final Sources sources;
    private final Templates templates;

    /**
     * Where the data is.
     *
     * @param traces what the journal tells of the subject
     */
    public record Sources(
            LearningRecords records,
            KeptUntil kept,
            RequestDesk desk,
            JdbcOwnTraces traces,
            Disclosures disclosures) {}

    public AccessModel(RightsGround ground, Sources sources, Templates templates) {
        this.ground = ground;
        this.sources = sources;
        this.templates = templates;
    }

    RightsGround ground() {
        return ground;
    }

    French words() {
        return new French(templates.words("words"));
    }

    Map<String, Object> of(Request request) {
        var french = words();
        var model = new LinkedHashMap<String, Object>();
        model.put("number", request.id().toString());
        model.put("today", French.day(ground.today()));
        model.put("receivedOn", French.day(request.deadline().receivedOn()));
        var subject = request.subject();
        model.put("pseudonym", subject.map(SubjectId::toString).orElse(""));
        model.put("records", subject.map(who -> records(who, french)).orElseGet(List::of));
        model.put("accesses", subject.map(this::accesses).orElseGet(List::of));
        model.put("facts", subject.map(who -> facts(who, french)).orElseGet(List::of));
        model.put("requests", subject.map(who -> requests(who, french)).orElseGet(List::of));
        model.put("traces", subject.map(who -> traces(who, french)).orElseGet(List::of));
        model.put("disclosures", subject.map(this::disclosures).orElseGet(List::of));
        model.putAll(
                new Notice(
                                ground.packs().pack(request.organisation()),
                                ground.packs().organisation(request.organisation()).orElseThrow(),
                                french)
                        .all());
        return model;
    }

    private List<Map<String, Object>> records(SubjectId subject, French french) {
        return sources.records().of(subject).stream()
                .sorted(
                        Comparator.comparing((StoredRecord record) -> order(record))
                                .thenComparing(record -> record.kind().value()))
                .map(record -> record(record, french))
                .toList();
    }

    /** Who the person is comes first. */
    private static int order(StoredRecord record) {
        return record.kind().value().equals("user") ? 0 : 1;
    }

    private static Map<String, Object> record(StoredRecord record, French french) {
        var rows = new ArrayList<Map<String, Object>>();
        record.fields().entrySet().stream()
                .sorted(Comparator.comparing(field -> field.getKey().value()))
                .forEach(
                        field ->
                                rows.add(
                                        Map.of(
                                                "label",
                                                french.word("field", field.getKey().value()),
                                                "value",
                                                French.value(field.getValue()))));
        return Map.of(
                "title", french.word("kind", record.kind().value()),
                "course", course(record.course()),
                "gone", record.gone() ? "oui" : "",
                "since", French.moment(record.firstSeen()),
                "fields", rows);
    }

    private static String course(Optional<org.passerelle.personaldata.CourseId> course) {
        return course.map(id -> "formation no " + id).orElse("");
    }

    private List<Map<String, Object>> accesses(SubjectId subject) {
        var rows = new ArrayList<Map<String, Object>>();
        for (ObservedAccess access : sources.records().accesses(subject)) {
            rows.add(
                    Map.of(
                            "course",
                            access.course().isPresent() ? course(access.course()) : "la plateforme",
                            "at",
                            French.moment(access.at())));
        }
        return rows;
    }

    private List<Map<String, Object>> facts(SubjectId subject, French french) {
        return sources.kept().of(subject).map(KeptUntil.Known::facts).orElseGet(List::of).stream()
                .sorted(Comparator.comparing(Fact::on))
                .map(
                        fact ->
                                Map.<String, Object>of(
                                        "label", french.word("fact", fact.key().key()),
                                        "on", French.day(fact.on()),
                                        "source", fact.source().value()))
                .toList();
    }

    private List<Map<String, Object>> requests(SubjectId subject, French french) {
        return sources.desk().of(subject).stream()
                .map(
                        request ->
                                Map.<String, Object>of(
                                        "number", request.id().toString(),
                                        "right", french.word("type", request.type().key()),
                                        "on", French.day(request.deadline().receivedOn()),
                                        "state", french.word("state", request.state().key())))
                .toList();
    }

    private List<Map<String, Object>> traces(SubjectId subject, French french) {
        return sources.traces().of(subject).stream()
                .map(
                        trace ->
                                Map.<String, Object>of(
                                        "at", French.moment(trace.at()),
                                        "action", french.word("action", trace.action()),
                                        "outcome",
                                                french.wordOf(
                                                        trace.outcome(),
                                                        "outcome",
                                                        "state",
                                                        "fact",
                                                        "hold")))
                .toList();
    }

    private List<Map<String, Object>> disclosures(SubjectId subject) {
        return sources.disclosures().of(subject).stream()
                .map(
                        one ->
                                Map.<String, Object>of(
                                        "on", French.day(one.on()),
                                        "recipient", one.recipient(),
                                        "purpose", one.purpose(),
                                        "fields", one.fields()))
                .toList();
    }
}
