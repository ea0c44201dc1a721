package org.passerelle.retention.standing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Evidence;
import org.passerelle.policy.Fact;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.Pack;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.Standing;
import org.passerelle.policy.Standing.Mark;
import org.passerelle.policy.Standing.Stage;
import org.passerelle.retention.JdbcFacts;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcSubjects;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.clocks.Reckoning;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.retention.holds.JdbcHolds;

/** How a subject stands today, for questions to the policy: phases, marks and contracts. */
public final class Standings {
    private final RetentionGround ground;
    private final JdbcFacts facts;
    private final JdbcHolds holds;
    private final JdbcObjections objections;
    private final JdbcSubjects subjects;

    public Standings(RetentionGround ground, JdbcRetention tables) {
        this.ground = ground;
        this.facts = new JdbcFacts(tables);
        this.holds = new JdbcHolds(tables);
        this.objections = new JdbcObjections(tables);
        this.subjects = new JdbcSubjects(tables);
    }

    /**
     * What is known of a subject.
     *
     * @param pack of the organisation whose platform the subject is on
     * @param evidence the contracts that facts tell of, and the objections found to be right
     */
    public record Known(Pack pack, Standing standing, List<Evidence> evidence) {}

    /** Empty for a pseudonym that is nobody's, or of a platform that is not declared. */
    public Optional<Known> of(SubjectId subject) {
        return this.subjects
                .find(subject)
                .flatMap(
                        followed ->
                                ground.packs()
                                        .packOf(followed.platform())
                                        .map(pack -> known(followed, pack)));
    }

    /** Whether the processing of the subject's data is restricted today (GDPR Art. 18). */
    public boolean restricted(SubjectId subject) {
        return of(subject)
                .filter(known -> known.standing().marks().contains(Mark.RESTRICTED))
                .isPresent();
    }

    private Known known(JdbcSubjects.Followed followed, Pack pack) {
        if (followed.erased()) {
            return new Known(pack, Standing.in(Stage.ERASED).marked(Mark.TOMBSTONED), List.of());
        }
        var subject = followed.subject();
        var held = holds.standing(Set.of(subject), ground.today(pack));
        return known(
                pack,
                this.facts.of(subject),
                held.getOrDefault(subject, Set.of()).contains(HoldKind.RESTRICTION),
                this.objections.of(subject));
    }

    /**
     * Many of one platform at once: four statements, however many they are. Subjects that are
     * nobody's there, or were erased, have no entry.
     */
    public Map<SubjectId, Known> of(PlatformKey platform, Collection<SubjectId> subjects) {
        var found = new HashMap<SubjectId, Known>();
        ground.packs()
                .packOf(platform)
                .ifPresent(pack -> found.putAll(of(pack, platform, subjects)));
        return found;
    }

    private Map<SubjectId, Known> of(
            Pack pack, PlatformKey platform, Collection<SubjectId> subjects) {
        var present = this.subjects.present(platform, subjects);
        var facts = this.facts.of(present);
        var held = holds.standing(present, ground.today(pack));
        var objections = this.objections.of(present);
        var found = new HashMap<SubjectId, Known>();
        for (SubjectId subject : present) {
            found.put(
                    subject,
                    known(
                            pack,
                            facts.getOrDefault(subject, List.of()),
                            held.getOrDefault(subject, Set.of()).contains(HoldKind.RESTRICTION),
                            objections.getOrDefault(subject, List.of())));
        }
        return found;
    }

    private Known known(
            Pack pack, List<Fact> facts, boolean restricted, List<Evidence> objections) {
        var standing = new Standing(Stage.ACTIVE, stages(facts, pack), Set.of());
        var evidence = new ArrayList<>(contracts(facts));
        evidence.addAll(consents(facts));
        evidence.addAll(objections);
        return new Known(pack, restricted ? standing.marked(Mark.RESTRICTED) : standing, evidence);
    }

    /** A purpose that several rows keep is in the least advanced of their phases. */
    private Map<PurposeKey, Stage> stages(List<Fact> facts, Pack pack) {
        var stages = new HashMap<PurposeKey, Stage>();
        var reckoning = new Reckoning(pack, ground.clock().instant());
        reckoning
                .timelines(facts)
                .forEach(
                        (rule, timeline) -> {
                            var stage = timeline.on(reckoning.today()).stage();
                            rule.purposes()
                                    .forEach(
                                            purpose ->
                                                    stages.merge(
                                                            purpose,
                                                            stage,
                                                            Standings::lessAdvanced));
                        });
        return stages;
    }

    private static Stage lessAdvanced(Stage one, Stage other) {
        return order(one) <= order(other) ? one : other;
    }

    private static int order(Stage stage) {
        return switch (stage) {
            case ACTIVE -> 0;
            case UNKNOWN_START -> 1;
            case ARCHIVED -> 2;
            case ANONYMISED -> 3;
            case ERASED -> 4;
        };
    }

    private static List<Evidence> contracts(List<Fact> facts) {
        var contracts = new ArrayList<Evidence>();
        for (Fact start : facts) {
            if (start.key() == FactKey.CONTRACT_START) {
                contracts.add(new Evidence.Contract("fact", start.on(), end(start, facts)));
            }
        }
        if (contracts.isEmpty()) {
            facts.stream()
                    .filter(fact -> fact.key() == FactKey.CONTRACT_END)
                    .map(
                            fact ->
                                    new Evidence.Contract(
                                            "fact", LocalDate.MIN, Optional.of(fact.on())))
                    .forEach(contracts::add);
        }
        return contracts;
    }

    /** Each consent with the day it was withdrawn, if it was; that day counts at once. */
    private static List<Evidence> consents(List<Fact> facts) {
        var evidence = new ArrayList<Evidence>();
        for (Fact fact : facts) {
            fact.purpose()
                    .flatMap(purpose -> evidence(fact, purpose, facts))
                    .ifPresent(evidence::add);
        }
        return evidence;
    }

    private static Optional<Evidence> evidence(Fact fact, PurposeKey purpose, List<Fact> facts) {
        if (fact.key() == FactKey.CONSENT_GIVEN) {
            return Optional.of(
                    new Evidence.Consent("fact", purpose, fact.on(), withdrawn(fact, facts)));
        }
        return fact.key() == FactKey.OBJECTION_MADE
                ? Optional.of(new Evidence.Objection(purpose, fact.on()))
                : Optional.empty();
    }

    private static Optional<LocalDate> withdrawn(Fact given, List<Fact> facts) {
        return facts.stream()
                .filter(fact -> fact.key() == FactKey.CONSENT_WITHDRAWN)
                .filter(fact -> fact.purpose().equals(given.purpose()))
                .map(Fact::on)
                .filter(day -> !day.isBefore(given.on()))
                .min(LocalDate::compareTo);
    }

    /** The latest end of that contract, or of the whole relation, that is not before its start. */
    private static Optional<LocalDate> end(Fact start, List<Fact> facts) {
        return facts.stream()
                .filter(fact -> fact.key() == FactKey.CONTRACT_END)
                .filter(fact -> fact.course().isEmpty() || fact.course().equals(start.course()))
                .map(Fact::on)
                .filter(day -> !day.isBefore(start.on()))
                .max(LocalDate::compareTo);
    }
}
