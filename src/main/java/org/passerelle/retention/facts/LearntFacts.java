package org.passerelle.retention.facts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.messages.Envelope;
import org.passerelle.messages.MessageCodec;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.FactKey;
import org.passerelle.policy.Pack;
import org.passerelle.retention.JdbcRetention;
import org.passerelle.retention.JdbcSubjects;
import org.passerelle.retention.RetentionGround;
import org.passerelle.retention.clocks.Reckoning;
import org.passerelle.retention.clocks.Recomputation;
import org.passerelle.retention.facts.JdbcDerivedFacts.Observation;

/**
 * Derives facts from what the polls saw: seen first, accesses, enrolment seen and no longer seen.
 * An access is not a last contact, and nothing merely seen starts an erasing clock.
 *
 * <p>Guarantee: the same facts whatever the order of the events and however often they come. Facts
 * and clocks are one transaction.
 */
public final class LearntFacts {
    /** Kinds of learning records, as their mapping files name them. */
    private static final String USER = "user";

    private static final String ENROLMENT = "enrolment";
    private static final Set<String> ACCESSES = Set.of("site-access", "course-access");

    private static final String RECORDS_CHANGED = "records-changed";
    private static final String RUN_ENDED = "run-ended";
    private static final int VERSION = 1;

    private final RetentionGround ground;
    private final JdbcDerivedFacts derived;
    private final JdbcSubjects subjects;
    private final JdbcAccesses accesses;
    private final PendingFacts pending;
    private final Recomputation recomputation;

    public LearntFacts(RetentionGround ground, JdbcRetention tables, PendingFacts pending) {
        this.ground = ground;
        this.derived = new JdbcDerivedFacts(tables);
        this.subjects = new JdbcSubjects(tables);
        this.accesses = new JdbcAccesses(tables);
        this.pending = pending;
        this.recomputation = new Recomputation(ground, tables);
    }

    /**
     * Takes one message of {@code passerelle.events}; what concerns no fact is passed over.
     *
     * @throws org.passerelle.messages.UnreadableMessage for what is no envelope
     */
    public void accept(byte[] message) {
        accept(List.of(MessageCodec.decode(message, Envelope.class)));
    }

    /** To pass it over would lose it without a word. */
    private static void requireKnownVersion(Envelope event) {
        if (event.version() != VERSION) {
            throw new UnreadableMessage("an event records-changed of version " + VERSION, 0);
        }
    }

    /**
     * Takes many at once, in one transaction.
     *
     * @throws UnreadableMessage for a change of another version; nothing of the batch is taken then
     */
    public void accept(Collection<Envelope> events) {
        var changes = new ArrayList<Change>();
        var polled = new HashSet<PlatformKey>();
        for (Envelope event : events) {
            if (event.type().equals(RECORDS_CHANGED)) {
                requireKnownVersion(event);
                changes.addAll(changes(event));
            } else if (event.type().equals(RUN_ENDED)
                    && USER.equals(event.body().path("kind").asText())) {
                polled.add(new PlatformKey(event.body().path("platform").asText()));
            }
        }
        if (!changes.isEmpty()) {
            ground.transactions().within(() -> learn(changes));
        }
        polled.forEach(pending::attach);
    }

    private record Change(
            PlatformKey platform,
            String kind,
            SubjectId subject,
            Optional<CourseId> course,
            boolean gone,
            int version,
            Instant at) {}

    private static List<Change> changes(Envelope event) {
        JsonNode body = event.body();
        var kind = body.path("kind").asText();
        boolean told = kind.equals(USER) || kind.equals(ENROLMENT) || ACCESSES.contains(kind);
        if (!told || !body.hasNonNull("subject")) {
            return List.of();
        }
        var platform = new PlatformKey(body.path("platform").asText());
        var subject = SubjectId.of(body.path("subject").asText());
        var changes = new ArrayList<Change>();
        for (JsonNode change : body.path("changes")) {
            changes.add(
                    new Change(
                            platform,
                            kind,
                            subject,
                            course(change),
                            "gone".equals(change.path("change").asText()),
                            change.path("version").asInt(),
                            event.at()));
        }
        return changes;
    }

    private static Optional<CourseId> course(JsonNode change) {
        return change.hasNonNull("course")
                ? Optional.of(new CourseId(change.path("course").asLong()))
                : Optional.empty();
    }

    private void learn(List<Change> changes) {
        var subjects = new HashSet<SubjectId>();
        changes.forEach(change -> subjects.add(change.subject()));
        Map<SubjectId, PlatformKey> locked = this.subjects.lock(subjects);
        var recompute = new HashMap<SubjectId, PlatformKey>();
        for (Change change : changes) {
            var pack = ground.packs().packOf(change.platform());
            if (pack.isPresent() && change.platform().equals(locked.get(change.subject()))) {
                if (learn(change, pack.get())) {
                    recompute.put(change.subject(), change.platform());
                }
            }
        }
        recomputation.recompute(recompute);
    }

    /**
     * @return whether a clock may depend on it
     */
    private boolean learn(Change change, Pack pack) {
        if (ACCESSES.contains(change.kind())) {
            return accessed(change, pack);
        }
        var day = LocalDate.ofInstant(change.at(), pack.zone());
        if (!change.gone()) {
            derived.first(
                    new Observation(
                            change.subject(),
                            FactKey.FIRST_SEEN,
                            day,
                            Optional.empty(),
                            "derived:" + change.kind(),
                            0));
        }
        return change.kind().equals(USER) || enrolment(change, day);
    }

    private boolean enrolment(Change change, LocalDate day) {
        var seen = enrolment(change, FactKey.ENROLMENT_SEEN, day);
        var noLonger = enrolment(change, FactKey.ENROLMENT_NO_LONGER_SEEN, day);
        if (!change.gone()) {
            derived.forget(noLonger);
            derived.first(seen);
        } else if (!derived.outdated(seen)) {
            derived.last(noLonger);
        }
        return true;
    }

    private static Observation enrolment(Change change, FactKey key, LocalDate day) {
        return new Observation(
                change.subject(), key, day, change.course(), "derived:enrolment", change.version());
    }

    private boolean accessed(Change change, Pack pack) {
        var span = accesses.of(change.subject());
        if (span.isEmpty()) {
            return false;
        }
        ZoneId zone = pack.zone();
        derived.first(
                access(
                        change,
                        FactKey.FIRST_ACCESS,
                        LocalDate.ofInstant(span.get().first(), zone)));
        derived.last(
                access(change, FactKey.LAST_ACCESS, LocalDate.ofInstant(span.get().last(), zone)));
        var keys = new Reckoning(pack, ground.clock().instant()).keys();
        return keys.contains(FactKey.FIRST_ACCESS) || keys.contains(FactKey.LAST_ACCESS);
    }

    private static Observation access(Change change, FactKey key, LocalDate day) {
        return new Observation(change.subject(), key, day, Optional.empty(), "derived:accesses", 0);
    }
}
