package org.passerelle.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.learning.LearningRecords;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Fact;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.Overlay;
import org.passerelle.retention.standing.KeptUntil;

/**
 * Files, for each enrolment a funder pays, what that funder may ask for: whose it is, which course,
 * its dates, its times, that it was completed, and until when each of the overlays keeps it.
 *
 * <p>Grades, addresses and words about the learner are not in it. Once it is filed a fact says so,
 * and the account may be erased. Source: LEG-13, IMP-15, DESIGN 8.
 */
public final class FunderProofs {
    public static final String REASON = "funder-proof";

    /** What proves that a training took place. */
    private static final Set<DataCategory> KEPT =
            EnumSet.of(
                    DataCategory.ENROLMENT,
                    DataCategory.PROGRESS,
                    DataCategory.ACCESS_TIME,
                    DataCategory.CONNECTION_TIME);

    private static final Set<FactKey> TOLD =
            EnumSet.of(
                    FactKey.CONTRACT_START,
                    FactKey.CONTRACT_END,
                    FactKey.COURSE_END,
                    FactKey.CERTIFICATE_ISSUED,
                    FactKey.LAST_PAYMENT);

    private final Archive archive;
    private final Sources sources;
    private final Extract extract;

    /**
     * Where it comes from.
     *
     * @param told says to retention that a proof lies in the archive
     */
    public record Sources(
            KeptUntil kept, LearningRecords records, Categories categories, Telling told) {}

    /** Tells the fact {@code funder-proof-archived} of one enrolment. */
    @FunctionalInterface
    public interface Telling {
        void proofArchived(SubjectId subject, CourseId course, LocalDate today);
    }

    public FunderProofs(Archive archive, Sources sources) {
        this.archive = archive;
        this.sources = sources;
        this.extract = new Extract(sources.records(), sources.categories());
    }

    /** What became of one enrolment. */
    public sealed interface Outcome {
        /**
         * @param overlay the one that keeps it longest
         * @param overlays every one that applies
         */
        record Filed(CourseId course, String overlay, Set<String> overlays, LocalDate until)
                implements Outcome {}

        /**
         * @param missing codes: {@code end-date}, {@code certificate}, {@code name}
         */
        record Incomplete(CourseId course, Set<String> missing) implements Outcome {}
    }

    /** Every enrolment of the subject that a funder pays and whose proof is not filed yet. */
    public List<Outcome> file(SubjectId subject, PlatformKey platform, String actor) {
        return sources.kept()
                .of(subject)
                .map(known -> file(subject, platform, known, actor))
                .orElseGet(List::of);
    }

    private List<Outcome> file(
            SubjectId subject, PlatformKey platform, KeptUntil.Known known, String actor) {
        var outcomes = new ArrayList<Outcome>();
        for (CourseId course : unproved(known)) {
            outcomes.add(enrolment(new Enrolment(subject, platform, course), known, actor));
        }
        return outcomes;
    }

    private record Enrolment(SubjectId subject, PlatformKey platform, CourseId course) {}

    /** The overlay that keeps an enrolment until then. */
    private record Term(Overlay overlay, LocalDate until) {}

    private Outcome enrolment(Enrolment enrolment, KeptUntil.Known known, String actor) {
        var terms = terms(known, enrolment.course());
        var content = extract.of(enrolment.subject(), KEPT, Optional.of(enrolment.course()));
        var missing = missing(terms, content, known.facts(), enrolment.course());
        if (!missing.isEmpty()) {
            return new Outcome.Incomplete(enrolment.course(), missing);
        }
        var longest = terms.stream().max(Comparator.comparing(Term::until)).orElseThrow();
        archive.file(
                new Filing(
                        known.pack().version().organisation(),
                        enrolment.platform(),
                        enrolment.subject(),
                        Optional.of(enrolment.course()),
                        REASON,
                        longest.until(),
                        longest.overlay().key().value()),
                complete(content, known.facts(), terms, enrolment.course()),
                actor);
        sources.told().proofArchived(enrolment.subject(), enrolment.course(), known.today());
        var names = new TreeSet<String>();
        terms.forEach(term -> names.add(term.overlay().key().value()));
        return new Outcome.Filed(
                enrolment.course(), longest.overlay().key().value(), names, longest.until());
    }

    private static Set<CourseId> unproved(KeptUntil.Known known) {
        var courses = new TreeSet<CourseId>(Comparator.comparingLong(CourseId::value));
        for (Overlay overlay : known.pack().overlays()) {
            known.facts().stream()
                    .filter(fact -> fact.key() == overlay.when())
                    .flatMap(fact -> fact.course().stream())
                    .filter(course -> !proved(known.facts(), overlay, course))
                    .forEach(courses::add);
        }
        return courses;
    }

    private static boolean proved(List<Fact> facts, Overlay overlay, CourseId course) {
        return facts.stream()
                .anyMatch(
                        fact ->
                                overlay.proof().contains(fact.key())
                                        && fact.course().equals(Optional.of(course)));
    }

    /** Overlays of this enrolment alone, each counted from the first of its facts there is. */
    private static List<Term> terms(KeptUntil.Known known, CourseId course) {
        var terms = new ArrayList<Term>();
        for (Overlay overlay : known.pack().overlays()) {
            boolean applies =
                    known.facts().stream()
                            .anyMatch(
                                    fact ->
                                            fact.key() == overlay.when()
                                                    && fact.course().equals(Optional.of(course)));
            if (applies) {
                overlay.from().stream()
                        .flatMap(key -> latest(known.facts(), key, course).stream())
                        .findFirst()
                        .ifPresent(
                                fact -> terms.add(new Term(overlay, overlay.lastDay(fact.on()))));
            }
        }
        return terms;
    }

    private static Optional<Fact> latest(List<Fact> facts, FactKey key, CourseId course) {
        return facts.stream()
                .filter(fact -> fact.key() == key && concerns(fact, course))
                .max(Comparator.comparing(Fact::on));
    }

    private static boolean concerns(Fact fact, CourseId course) {
        return fact.course().map(course::equals).orElse(true);
    }

    /** Without these a funder would refuse it. */
    private static Set<String> missing(
            List<Term> terms, ObjectNode content, List<Fact> facts, CourseId course) {
        var missing = new TreeSet<String>();
        if (terms.isEmpty()) {
            missing.add("end-date");
        }
        if (content.path("learner").isEmpty()) {
            missing.add("name");
        }
        if (latest(facts, FactKey.CERTIFICATE_ISSUED, course).isEmpty()) {
            missing.add("certificate");
        }
        return missing;
    }

    private static ObjectNode complete(
            ObjectNode content, List<Fact> facts, List<Term> terms, CourseId course) {
        var dates = content.putObject("dates");
        facts.stream()
                .filter(fact -> TOLD.contains(fact.key()) && concerns(fact, course))
                .sorted(Comparator.comparing(Fact::on))
                .forEach(fact -> dates.put(fact.key().key(), fact.on().toString()));
        var funders = content.putArray("keptFor");
        terms.forEach(
                term ->
                        funders.addObject()
                                .put("overlay", term.overlay().key().value())
                                .put("until", term.until().toString())
                                .put("source", term.overlay().citation().proposedFrom().orElse(""))
                                .put("clause", term.overlay().citation().clause()));
        return content;
    }
}
